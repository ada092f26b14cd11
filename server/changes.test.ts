import { expect, test } from 'vitest';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import { transitions } from '#lib/timeline/transitions.ts';
import { EMPTY_POSTURE, sampleAgent } from '#testing/samples/empty-posture.ts';
import { ChangeLog } from './changes.ts';

const BASE = sampleAgent('feed', {
  ...{ verdict: 'good', code: 'good', params: {} },
  workloads: [{ kind: 'Deployment', namespace: 'pier', name: 'feed', desired: 1, ready: 1, image: 'feed:1' }],
});
const posture = (change: Partial<AgentPosture> = {}, more: Partial<Posture> = {}): Posture => ({
  ...EMPTY_POSTURE,
  agents: [{ ...BASE, ...change }],
  ...more,
});
const workloads = (change: object) => BASE.workloads.map((workload) => ({ ...workload, ...change }));
const { execution } = EMPTY_POSTURE;

test.each<[string, Posture, string[]]>([
  ['nothing where nothing turned', posture(), []],
  [
    'a state, with the reason of the new one',
    posture({ verdict: 'bad', code: 'stale', params: { reason: say('quoted', { words: '503' }) } }),
    ['feed: Good → Stale: 503'],
  ],
  ['no other reason of the same state', posture({ params: { reason: say('quoted', { words: 'ok' }) } }), []],
  [
    'replicas and images, the last one first',
    posture({ workloads: workloads({ desired: 2, ready: null, image: 'feed:2' }) }),
    [
      'feed: Deployment feed: image feed:1 → feed:2',
      'feed: Deployment feed: ready 1 → not known',
      'feed: Deployment feed: wanted 1 → 2',
    ],
  ],
  ['no workload that went', posture({ workloads: [] }), []],
  [
    'execution, before the agents',
    posture(
      { verdict: 'bad', code: 'stale' },
      { execution: { ...execution, outcome: 'gated', verdict: 'bad' } },
    ),
    [`execution: execution ${execution.outcome} → gated`, 'feed: Good → Stale'],
  ],
  ['no agent that is new', posture({}, { agents: [BASE, sampleAgent('other')] }), []],
])('the log tells %s', (_name, after, lines) => {
  const log = new ChangeLog();
  log.note(after, transitions(posture(), after));
  expect(log.recent(9).map(({ subject, what }) => `${subject}: ${text(what)}`)).toEqual(lines);
});
