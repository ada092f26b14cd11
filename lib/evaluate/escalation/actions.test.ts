import { describe, expect, test } from 'vitest';
import { evaluated, evaluation } from '#testing/samples/evaluated.ts';
import {
  blind,
  calmFacts,
  config,
  container,
  literal,
  NOW,
  POLLS,
  pod,
  SEEN,
  sourceStatus,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import type { Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import { actionText } from '../../messages/status/action.ts';
import { EMPTY_STATE } from '../base/state.ts';

const staleFor = (seconds: number) =>
  tick({
    lastTickAt: SEEN - (60 + seconds) * 1000,
    reportedAgeSeconds: 60 + seconds,
    ok: false,
    status: 503,
  });
const bypass = [container({ environment: [literal('NO_GATE', '1')] })];

const cases: [string, Fact[], { id: string; paging: string; severity: string; runbook: string }[]][] = [
  ['calm: nothing', [], []],
  [
    'an executor that runs pages at once, and again for taking no kill switch',
    [workload('crane')],
    [
      { id: 'rule-crane-on', paging: 'firing', severity: 'P0', runbook: 'crane_on' },
      { id: 'rule-brake-unclear', paging: 'firing', severity: 'P0', runbook: 'crane_on' },
    ],
  ],
  [
    'stale for less than its time will page',
    staleFor(94),
    [{ id: 'rule-stale-long', paging: 'pending', severity: 'P1', runbook: 'feed_stale' }],
  ],
  [
    'stale for longer pages',
    staleFor(121),
    [{ id: 'rule-stale-long', paging: 'firing', severity: 'P1', runbook: 'feed_stale' }],
  ],
  [
    'a failure that no rule covers is a symptom',
    [waitingPod('pilot-0', 'pilot', 'ErrImagePull')],
    [{ id: 'failure-pull', paging: 'symptom', severity: 'P1', runbook: 'pull' }],
  ],
  [
    'an unconfirmed switch with the executor off pages nobody, and execution is unproven',
    [config('brake', { HALTED: 'maybe' })],
    [{ id: 'execution-unproven', paging: 'symptom', severity: 'P0', runbook: 'crane_on' }],
  ],
  [
    'an unconfirmed switch while the executor is not off pages',
    [config('brake', { HALTED: 'maybe' }), pod('crane-x', 'crane')],
    [
      { id: 'rule-crane-on', paging: 'firing', severity: 'P0', runbook: 'crane_on' },
      { id: 'rule-brake-unclear', paging: 'firing', severity: 'P0', runbook: 'crane_on' },
    ],
  ],
  [
    'a bypass variable pages',
    [workload('feed', { containers: bypass })],
    [{ id: 'rule-bypass', paging: 'firing', severity: 'P0', runbook: 'crane_on' }],
  ],
  [
    'an agent that is down and nothing else tells of is a symptom',
    [workload('pilot', { kind: 'StatefulSet', desired: 0, ready: 0, actual: 0 })],
    [{ id: 'agent-pilot', paging: 'symptom', severity: 'P1', runbook: 'down' }],
  ],
  [
    'an agent that is missing is reported once, by its failure mode',
    [{ ...workload('pilot', { kind: 'StatefulSet' }), value: null }],
    [{ id: 'failure-gone', paging: 'symptom', severity: 'P1', runbook: 'gone' }],
  ],
  [
    'a failure that is there as expected hides no other red of its agent',
    [
      ...status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }),
      workload('pilot', { kind: 'StatefulSet', desired: 0, ready: 0, actual: 0 }),
    ],
    [
      { id: 'agent-pilot', paging: 'symptom', severity: 'P1', runbook: 'down' },
      { id: 'failure-pilot-halted', paging: 'symptom', severity: 'P1', runbook: 'pilot_halted' },
    ],
  ],
  [
    'a stranger in the mesh is worth a look',
    [workload('stranger')],
    [{ id: 'failure-stranger', paging: 'symptom', severity: 'P1', runbook: 'stranger' }],
  ],
  [
    'a console that is blind in part says so once',
    [
      sourceStatus('watch/Node', {
        state: 'blind',
        cause: say('quoted', { words: '403' }),
        blindSince: SEEN,
      }),
    ],
    [{ id: 'console-blind', paging: 'symptom', severity: 'P2', runbook: 'blind' }],
  ],
];

describe('actions', () => {
  test.each(cases)('%s', (_rule, disturbance, expected) => {
    const actions = evaluated([...calmFacts(), ...disturbance]).actions;
    expect(
      actions.map(({ id, paging, severity, runbook }) => ({ id, paging, severity, runbook: runbook?.slug })),
    ).toEqual(expected);
  });

  test('a console without any available source cannot confirm the switch: it pages, and says so', () => {
    const ids = evaluated([...calmFacts(), ...POLLS.map(blind)]).actions.map((a) => a.id);
    expect(ids).toEqual(['execution-unproven', 'rule-brake-unclear', 'console-blind']);
  });

  test('outside market hours a rule for market hours waits, and says so', () => {
    const saturday = Date.parse('2026-11-21T15:15:00Z');
    const facts = [...calmFacts(), waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')];
    const held = evaluated(facts, saturday).actions.find((a) => a.id === 'rule-crash-long');
    expect(held).toMatchObject({ paging: 'waiting', firesAt: null, verdict: 'attention' });
    expect(held && actionText(held).detail).toContain('market hours');
    expect(evaluated(facts, NOW).actions.find((a) => a.id === 'rule-crash-long')?.paging).toBe('pending');
  });

  test('since is kept, not counted from the last evaluation', () => {
    const facts = [...calmFacts(), workload('crane')];
    const first = evaluation(facts, NOW);
    const second = evaluation(facts, NOW + 4_000, first.evaluationState);
    expect(second.said.execution.since).toBe(first.said.execution.since);
  });

  test('the next cadence item is the next quarter of an hour', () => {
    expect(evaluated(calmFacts()).nextCadence).toMatchObject({
      id: 'sample',
      at: '2026-11-20T15:30:00.000Z',
    });
  });

  test('an empty ledger can be evaluated', () => {
    expect(applyAll(EMPTY_LEDGER, [])).toEqual(EMPTY_LEDGER);
    expect(evaluation([], NOW, EMPTY_STATE).said.actions.length).toBeGreaterThan(0);
  });
});
