import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import {
  calmFacts,
  container,
  containerState,
  NOW,
  node,
  pod,
  SEEN,
  tick,
  workload,
} from '#testing/samples/facts.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { ContainerState, Fact, PodValue } from '../../../facts/fact.ts';
import { EMPTY_STATE, type EvaluationState, parseState, serialiseState } from '../../base/state.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const MINUTE = 60_000;
const LONG_AGO = NOW - 3 * 60 * MINUTE;

interface Runs {
  digest: string;
  image?: string;
  on?: string;
  since?: number;
  ran?: Partial<NonNullable<ContainerState['ran']>>;
  pod?: Partial<PodValue>;
}

const NODES = [node('n1', { platform: 'linux/amd64' }), node('n2', { platform: 'linux/amd64' })];

/** The feed's pods with what each of them runs, in place of the calm one. */
function feeds(runs: readonly Runs[], more: readonly Fact[] = []): Fact[] {
  const pods = runs.map(({ digest, image = 'r/x:1', on = 'n1', since = LONG_AGO, ran, pod: over }, i) =>
    pod(`feed-${i + 1}`, 'feed', {
      node: on,
      containers: [container({ image })],
      states: [
        containerState({
          startedAt: since,
          ran: { digest, knownTo: 'registry', runtime: 'containerd', ...ran },
        }),
      ],
      ...over,
    }),
  );
  const beats = runs.slice(1).flatMap((_, i) => tick({}, SEEN, `pier/feed-${i + 2}`));
  return [...calmFacts(), ...NODES, ...pods, ...beats, ...more];
}

function feed(facts: readonly Fact[], now = NOW, before = EMPTY_STATE) {
  const { said, evaluationState } = evaluation(facts, now, before);
  return { ...renderedAgent(said, 'feed'), evaluationState };
}

const ARM = node('n2', { platform: 'linux/arm64' });
const UNREAD = { ...node('n2'), value: null };

describe('two digests in one workload', () => {
  test.each<[string, Fact[], string]>([
    ['one digest on two nodes', feeds([{ digest: A }, { digest: A, on: 'n2' }]), 'good'],
    [
      'two images for longer than a rollout may take',
      feeds([{ digest: A }, { digest: B, image: 'r/x:2', on: 'n2' }]),
      'mixed-versions',
    ],
    [
      'two images within a rollout',
      feeds([{ digest: A }, { digest: B, image: 'r/x:2', since: NOW - 9 * MINUTE }]),
      'good',
    ],
    [
      'two names of one digest',
      feeds([{ digest: A }, { digest: A, image: 'mirror.example/x:1', on: 'n2' }]),
      'good',
    ],
    ['one tag, two digests: at once', feeds([{ digest: A }, { digest: B, since: NOW - 1_000 }]), 'moved-tag'],
    ['one tag, two digests, for long', feeds([{ digest: A }, { digest: B }]), 'mixed-versions'],
    [
      'nodes of two platforms run an image each',
      feeds([{ digest: A }, { digest: B, on: 'n2' }], [ARM]),
      'good',
    ],
    [
      'two container runtimes count differently',
      feeds([{ digest: A }, { digest: B, ran: { runtime: 'docker' } }]),
      'good',
    ],
    [
      'an id of the node and a digest of the registry do not compare',
      feeds([{ digest: A }, { digest: B, ran: { knownTo: 'node' } }]),
      'good',
    ],
    [
      'two ids of nodes compare with each other',
      feeds([
        { digest: A, ran: { knownTo: 'node' } },
        { digest: B, ran: { knownTo: 'node' } },
      ]),
      'mixed-versions',
    ],
    [
      'a node whose platform is not read: not known if they compare',
      feeds([{ digest: A }, { digest: B, on: 'n2' }], [UNREAD]),
      'versions-unclear',
    ],
    ['equal digests need no platform', feeds([{ digest: A }, { digest: A, on: 'n2' }], [UNREAD]), 'good'],
    [
      'a pinned image is one image, as index and as manifest',
      feeds([
        { digest: A, image: `r/x@${A}` },
        { digest: B, image: `r/x@${A}` },
      ]),
      'good',
    ],
    [
      'two pinned images for long',
      feeds([
        { digest: A, image: `r/x@${A}` },
        { digest: A, image: `r/x@${B}` },
      ]),
      'mixed-versions',
    ],
    [
      'a pod that ends is on its way out',
      feeds([{ digest: A }, { digest: B, pod: { terminating: true } }]),
      'good',
    ],
    [
      'a longer deadline of the Deployment',
      feeds(
        [{ digest: A }, { digest: B, image: 'r/x:2', since: NOW - 20 * MINUTE }],
        [workload('feed', { progressDeadlineSeconds: 1_800 })],
      ),
      'good',
    ],
    [
      'a shorter deadline of the Deployment',
      feeds(
        [{ digest: A }, { digest: B, image: 'r/x:2', since: NOW - 2 * MINUTE }],
        [workload('feed', { progressDeadlineSeconds: 60 })],
      ),
      'mixed-versions',
    ],
  ])('%s', (_case, facts, code) => {
    expect(feed(facts).code).toBe(code);
  });

  test('a container that restarts in a loop does not end the timer', () => {
    let before: EvaluationState = EMPTY_STATE;
    const codes = [0, 1_000, 2_000].map((passed) => {
      const now = NOW + passed;
      const facts = feeds(
        [{ digest: A }, { digest: B, image: 'r/x:2', since: now - 500 }],
        [workload('feed', { progressDeadlineSeconds: 2 })],
      );
      const { code, evaluationState } = feed(facts, now, before);
      before = evaluationState;
      return code;
    });
    expect(codes).toEqual(['good', 'good', 'mixed-versions']);
  });

  test('it says which pods run what, and since when', () => {
    const { reason, since } = feed(
      feeds([{ digest: A }, { digest: A }, { digest: B, image: 'r/x:2', since: NOW - 30 * MINUTE }]),
    );
    expect(reason).toBe(
      'Deployment pier/feed, container main, runs sha256:aaaaaaaaaaaa on 2 pods, sha256:bbbbbbbbbbbb on feed-3, for longer than a rollout may take (10 min)',
    );
    expect(since).toBe(new Date(NOW - 30 * MINUTE).toISOString());
  });
});

describe('a tag that moved between one pod and the next', () => {
  const earlier = (facts = feeds([{ digest: A }])) => feed(facts, NOW - 10 * MINUTE).evaluationState;
  const restored = (state: EvaluationState) =>
    parseState(JSON.parse(JSON.stringify(serialiseState(state)))) ?? EMPTY_STATE;

  test('is told, with both digests', () => {
    const { code, reason } = feed(feeds([{ digest: B }]), NOW, earlier());
    expect(code).toBe('moved-tag');
    expect(reason).toBe(
      'r/x:1 moved: Deployment pier/feed, container main, ran sha256:aaaaaaaaaaaa and runs sha256:bbbbbbbbbbbb since 10:15:00 ET',
    );
  });

  test('is told for an hour, from when it was first seen', () => {
    const moved = feed(feeds([{ digest: B }]), NOW, earlier()).evaluationState;
    expect(feed(feeds([{ digest: B }]), NOW + 59 * MINUTE, moved).verdict).not.toBe('good');
    expect(feed(feeds([{ digest: B }]), NOW + 60 * MINUTE, moved).code).not.toBe('moved-tag');
  });

  test('is told for an hour from now if a clock that was ahead dated it', () => {
    const ahead = feed(feeds([{ digest: B }]), NOW + 300 * MINUTE, earlier()).evaluationState;
    const back = feed(feeds([{ digest: B }]), NOW, ahead).evaluationState;
    expect(feed(feeds([{ digest: B }]), NOW + 60 * MINUTE, back).code).not.toBe('moved-tag');
  });

  test.each<[string, Fact[]]>([
    ['another reference', feeds([{ digest: B, image: 'r/x:2' }])],
    ['another platform', feeds([{ digest: B, on: 'n2' }], [ARM])],
    ['the same digest', feeds([{ digest: A }])],
  ])('%s is no moved tag', (_case, facts) => {
    expect(feed(facts, NOW, earlier()).code).toBe('good');
  });

  test('survives a night without pods, a restart of the console, and its first second with nothing read', () => {
    const night = evaluation(
      calmFacts().filter(({ kind }) => kind !== 'pod'),
      NOW - 9 * MINUTE,
      earlier(),
    );
    const started = evaluation([], NOW - MINUTE, restored(night.evaluationState));
    expect(feed(feeds([{ digest: B }]), NOW, started.evaluationState).code).toBe('moved-tag');
  });

  test('is forgotten after a week without a pod of it', () => {
    const none = calmFacts().filter(({ kind }) => kind !== 'pod');
    const gone = evaluation(none, NOW - 9 * MINUTE, earlier()).evaluationState;
    const later = evaluation(none, NOW + 8 * 86_400_000, gone).evaluationState;
    expect(later.images).toEqual([]);
  });
});
