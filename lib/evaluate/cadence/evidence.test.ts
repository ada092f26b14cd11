import { describe, expect, test } from 'vitest';
import { evaluatedParts } from '#testing/samples/evaluated.ts';
import {
  attempt,
  blind,
  calmFacts,
  config,
  NOW,
  SEEN,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedMessages } from '#testing/samples/rendered-messages.ts';
import type { Fact, WorkloadValue } from '../../facts/fact.ts';
import type { CadenceEvidence, Plan } from '../../plan/schema.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { Evaluated } from '../escalation/condition.ts';
import type { Window } from './check.ts';
import { look } from './evidence.ts';

const TITLES: Readonly<Record<string, string>> = { crash: 'Crash loop', pull: 'Image pull', gone: 'Missing' };
const PLAN: Plan = {
  ...SAMPLE_PLAN,
  failures: SAMPLE_PLAN.failures.map((f) => ({ ...f, title: TITLES[f.id] ?? f.id })),
};
const MINUTE = 60_000;
/** Ten minutes around 10:15 ET, which contain everything of the sample. */
const OPEN: Window = { at: NOW - 5 * MINUTE, over: NOW + 5 * MINUTE };

const seen =
  (...facts: Fact[]) =>
  () =>
    evaluatedParts([...calmFacts(), ...facts], NOW, PLAN);
/** The same, with one proof of execution in another's place, or without it. */
const proving =
  (seenSo: () => Evaluated, id: string, change: Partial<ProofStatus> | null) => (): Evaluated => {
    const evaluated = seenSo();
    const proofs = evaluated.execution.proofs.flatMap((p) =>
      p.id !== id ? [p] : change === null ? [] : [{ ...p, ...change }],
    );
    return { ...evaluated, execution: { ...evaluated.execution, proofs } };
  };
const switches: CadenceEvidence = { kind: 'halt-switches' };
const off: CadenceEvidence = { kind: 'execution-off' };
const people: CadenceEvidence = { kind: 'human' };
const sample = (...agents: string[]): CadenceEvidence => ({ kind: 'sample', agents });
const modes = (...failures: string[]): CadenceEvidence => ({ kind: 'failures', failures });
const ofCronJob: CadenceEvidence = { kind: 'job', workload: { kind: 'CronJob', name: 'ops' } };
const ofJob: CadenceEvidence = { kind: 'job', workload: { kind: 'Job', name: 'snapshot' } };
const neverAnswered = (outcome: 'timeout' | 'unparsable', code: number | null = null): Fact[] => [
  attempt('feed', 'beat', 'pier/feed-1', outcome, code, NOW - 100),
  {
    subject: 'probe/feed/beat/pier/feed-1',
    kind: 'answer',
    value: null,
    observedAt: NOW - 100,
    source: 'test',
  },
];
const run = (name: string, value: Partial<WorkloadValue> = {}) =>
  workload(name, {
    kind: 'Job',
    owner: { kind: 'CronJob', name: 'ops', group: 'batch' },
    desired: 0,
    finished: 'complete',
    lastRunAt: NOW - MINUTE,
    ...value,
  });
const HALTED = 'kill switch halted: 2 ConfigMaps agree: HALTED=1, STOP=true';
const UNREAD = 'ConfigMap/pier/second: connection refused · last known 10:14:59 ET: halted';
const FEED_BEATS = 'pier/feed-1: last beat 10:14:58 ET, limit 60 s';
const PILOT_BEATS = 'pier/pilot-0: last beat 10:14:59 ET, limit 60 s';
const stale = tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 });
const STALE = 'pier/feed-1: 503, last tick 10:13:25 ET, limit 60 s';
const CRASHED = 'pilot-0 keeps dying: exit 1, Error: boom, at 10:14:59 ET';
const ranAt = { at: NOW - MINUTE, verdict: 'good', value: 'Job ops-1 completed' };

describe('the evidence for an item', () => {
  const cases: [string, () => Evaluated, CadenceEvidence[], object, Window?][] = [
    [
      'what only people can know is not looked for, and hides nothing',
      seen(),
      [people, switches],
      { at: SEEN, verdict: 'good', value: HALTED },
    ],
    [
      'all that is asked for, the worst first found, at the time of the last',
      seen(...stale),
      [off, sample('feed'), switches],
      { at: NOW, verdict: 'bad', value: `execution proven off; ${STALE}; ${HALTED}` },
    ],
    [
      'the worst, though good comes after it',
      seen(...stale),
      [sample('feed'), off],
      { at: NOW, verdict: 'bad', value: `${STALE}; execution proven off` },
    ],
    [
      'a beat, with its time and its limit',
      seen(),
      [sample('feed')],
      { at: SEEN, verdict: 'good', value: FEED_BEATS },
    ],
    [
      'the beats of several agents, at the last of their answers',
      seen(...status({}, SEEN + 200)),
      [sample('feed', 'pilot')],
      { at: SEEN + 200, verdict: 'good', value: `${FEED_BEATS}; ${PILOT_BEATS}` },
    ],
    [
      'an answer at the very beginning of the window counts',
      seen(),
      [sample('feed')],
      { at: SEEN, verdict: 'good', value: FEED_BEATS },
      { at: SEEN, over: NOW + MINUTE },
    ],
    [
      'that nobody answers is a finding of now',
      seen(...neverAnswered('timeout')),
      [sample('feed')],
      { at: NOW, verdict: 'bad', value: 'pier/feed-1: timeout; never answered' },
    ],
    [
      'a switch read at the very beginning of the window counts',
      seen(),
      [switches],
      { at: SEEN, verdict: 'good', value: HALTED },
      { at: SEEN, over: NOW + MINUTE },
    ],
    [
      'execution proven at the very beginning of the window counts',
      seen(),
      [off],
      { at: NOW, verdict: 'good', value: 'execution proven off' },
      { at: SEEN, over: NOW + MINUTE },
    ],
    [
      'execution that is not off is a finding',
      seen(config('brake', { HALTED: '0' }), config('second', { STOP: '0' })),
      [off],
      { at: NOW, verdict: 'bad', value: 'execution not off' },
    ],
    [
      'failure modes that are absent, by their titles',
      seen(),
      [modes('crash', 'gone')],
      { at: NOW, verdict: 'good', value: 'absent: Crash loop, Missing' },
    ],
    [
      'a failure mode that is present, and why, whatever else is absent',
      seen(waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')),
      [modes('gone', 'crash')],
      { at: NOW, verdict: 'bad', value: `present: Crash loop (${CRASHED})` },
    ],
    ['a run of a CronJob', seen(run('ops-1')), [ofCronJob], ranAt],
    [
      'a run at the very beginning of the window counts',
      seen(run('ops-1')),
      [ofCronJob],
      ranAt,
      { at: NOW - MINUTE, over: NOW },
    ],
    [
      'a run that completed counts before one that failed',
      seen(run('ops-0', { finished: 'failed' }), run('ops-1')),
      [ofCronJob],
      ranAt,
    ],
    [
      'a run that completed counts, whichever is named first',
      seen(run('ops-1'), run('ops-2', { finished: 'failed' })),
      [ofCronJob],
      ranAt,
    ],
    [
      'a run that failed, with none that completed',
      seen(run('ops-1', { finished: 'failed' })),
      [ofCronJob],
      { at: NOW - MINUTE, verdict: 'bad', value: 'Job ops-1 failed' },
    ],
    [
      'a Job that the plan names itself',
      seen(run('snapshot', { owner: null })),
      [ofJob],
      { at: NOW - MINUTE, verdict: 'good', value: 'Job snapshot completed' },
    ],
    [
      'a Job that the plan names, by any owner',
      seen(run('snapshot', { owner: { kind: 'CronJob', name: 'other', group: 'batch' } })),
      [ofJob],
      { at: NOW - MINUTE, verdict: 'good', value: 'Job snapshot completed' },
    ],
  ];
  test.each(cases)('%s', (_name, evaluated, wanted, observation, window = OPEN) => {
    const seen = look(evaluated(), wanted, window);
    expect(renderedMessages(seen)).toEqual({ observation: { ...observation, evidence: expect.any(Array) } });
    expect(seen.observation?.evidence).not.toEqual([]);
  });
});

describe('why there is no evidence for an item', () => {
  const late: Window = { at: SEEN + 1, over: NOW + MINUTE };
  const noRun = 'no finished run of CronJob ops seen';
  const cases: [string, () => Evaluated, CadenceEvidence[], string, Window?][] = [
    ['only people can know it', seen(), [people], 'only people can know'],
    ['nothing is asked for', seen(), [], 'only people can know'],
    [
      'one part is missing',
      seen(blind('poll/ConfigMap/pier/second')),
      [sample('feed'), switches],
      `kill switch: ${UNREAD}`,
    ],
    [
      'three parts are missing: two are told',
      seen(blind('poll/ConfigMap/pier/second')),
      [sample('crane', 'scribe'), switches, off],
      `crane, scribe: no heartbeat to sample; kill switch: ${UNREAD} and 1 more`,
    ],
    [
      'an answer from before the window',
      seen(),
      [sample('feed')],
      'pier/feed-1: not answered since then',
      late,
    ],
    [
      'an error that came instead of a first answer is no sample',
      seen(...neverAnswered('unparsable', 500)),
      [sample('feed')],
      'pier/feed-1: not answered since then',
    ],
    [
      'an agent that answers without evidence',
      seen(...status({ state: 'DREAMING' })),
      [sample('feed', 'pilot')],
      'pier/pilot-0: reports state DREAMING',
    ],
    ['a switch read before the window', seen(), [switches], 'kill switch: not read since then', late],
    [
      'a switch read nobody knows when',
      proving(seen(), 'halt-switches', { observedAt: null }),
      [switches],
      'kill switch: not read since then',
    ],
    ['no proof of the switch', proving(seen(), 'halt-switches', null), [switches], 'kill switch: no proof'],
    [
      'execution is unproven, by the first proof that is missing',
      seen(blind('poll/ConfigMap/pier/second')),
      [off],
      `execution unproven: ${UNREAD}`,
    ],
    [
      'execution is unproven, and no proof says why',
      () => ({ ...seen()(), execution: { ...seen()().execution, outcome: 'unproven' } }),
      [off],
      'execution unproven: ',
    ],
    ['execution proven before the window', seen(), [off], 'execution: not proven since then', late],
    [
      'execution proven within the window but for one proof',
      proving(seen(), 'executor-pods', { observedAt: new Date(NOW - MINUTE).toISOString() }),
      [off],
      'execution: not proven since then',
      { at: NOW - 1_000, over: NOW + MINUTE },
    ],
    [
      'a failure mode that cannot be told',
      seen(blind('poll/Pod')),
      [modes('feed-stale', 'crash')],
      'feed-stale: Pod: connection refused; Crash loop: Pod: connection refused',
    ],
    [
      'a failure mode that the plan does not know',
      seen(),
      [modes('crash', 'flood')],
      'flood: not looked for',
    ],
    ['no run', seen(), [ofCronJob], noRun],
    ['a run that has not finished', seen(run('ops-1', { finished: null })), [ofCronJob], noRun],
    ['a run that finished nobody knows when', seen(run('ops-1', { lastRunAt: null })), [ofCronJob], noRun],
    ['a run that is no Job', seen(run('ops-1', { kind: 'Deployment' })), [ofCronJob], noRun],
    [
      'a run of another CronJob',
      seen(run('ops-1', { owner: { kind: 'CronJob', name: 'x', group: 'batch' } })),
      [ofCronJob],
      noRun,
    ],
    ['a run of nobody', seen(run('ops-1', { owner: null })), [ofCronJob], noRun],
    ['a run elsewhere', seen(run('ops-1', { namespace: 'quay' })), [ofCronJob], noRun],
    ['a run before the window', seen(run('ops-1')), [ofCronJob], noRun, { at: NOW - MINUTE + 1, over: NOW }],
    [
      'a run at the end of the window',
      seen(run('ops-1')),
      [ofCronJob],
      noRun,
      { at: NOW - 2 * MINUTE, over: NOW - MINUTE },
    ],
    ['a Job by another name', seen(run('ops-1')), [ofJob], 'no finished run of Job snapshot seen'],
  ];
  test.each(cases)('%s', (_name, evaluated, wanted, why, window = OPEN) => {
    expect(renderedMessages(look(evaluated(), wanted, window))).toEqual({ observation: null, why });
  });
});
