import { describe, expect, test } from 'vitest';
import {
  BRAKE_FILE,
  braked,
  executionOf,
  fromMap,
  proofOf,
  runningCrane,
  switchedCalm,
} from '#testing/samples/execution-case.ts';
import {
  answered,
  blind,
  config,
  container,
  literal,
  mount,
  NOW,
  pod,
  SEEN,
  status,
  workload,
} from '#testing/samples/facts.ts';
import type { ContainerSpec, Fact, PodValue } from '../../facts/fact.ts';

const HOUR = 3_600_000;
const OFF = literal('MODE', 'OFF');
const byEnv = container({ environment: [fromMap(), OFF] });
const bySubPath = container({
  environment: [literal('HALTED_FILE', BRAKE_FILE), OFF],
  mounts: [mount(BRAKE_FILE, 'brake', { subPath: 'HALTED' })],
});

/** The kill switch, halted, whose data last changed then. */
function changedAt(at: number | null, data = { HALTED: '1' }): Fact {
  const fact = config('brake', data);
  return fact.kind === 'config' && fact.value !== null
    ? { ...fact, value: { ...fact.value, changedAt: at } }
    : fact;
}

function states(
  startedAt: number | null,
  state: PodValue['states'][number]['state'] = 'running',
): PodValue['states'] {
  return [
    { name: 'main', ready: true, restarts: 0, state, reason: null, message: null, startedAt, lastExit: null },
  ];
}

function feed(
  spec: ContainerSpec,
  startedAt: number | null,
  state?: PodValue['states'][number]['state'],
): Fact[] {
  return [
    workload('feed', { containers: [spec] }),
    pod('feed-1', 'feed', { containers: [spec], states: states(startedAt, state) }),
  ];
}

const verdictOf = (facts: Fact[], now = NOW) =>
  proofOf(executionOf(facts, { now }), 'halt-processes').verdict;

/** Started when, changed when; then the results at another agent and at an executor. */
const AGES: [string, ContainerSpec, number | null, number | null, string, string][] = [
  ['a variable from after the last change', byEnv, NOW - HOUR, NOW - 2 * HOUR, 'good', 'good'],
  ['a variable from before the last change', byEnv, NOW - 2 * HOUR, NOW - HOUR, 'attention', 'unknown'],
  [
    'a start so near to the change that clocks cannot tell',
    byEnv,
    NOW - HOUR,
    NOW - HOUR - 2_000,
    'attention',
    'unknown',
  ],
  [
    'a start after the change by more than clocks differ',
    byEnv,
    NOW - HOUR,
    NOW - HOUR - 2_001,
    'good',
    'good',
  ],
  ['a change that nobody can date', byEnv, NOW - HOUR, null, 'attention', 'unknown'],
  ['a start that nobody can date', byEnv, null, NOW - HOUR, 'attention', 'unknown'],
  [
    'a file by subPath is as old as the process',
    bySubPath,
    NOW - 2 * HOUR,
    NOW - HOUR,
    'attention',
    'unknown',
  ],
  ['a mounted file follows', braked(), NOW - 2 * HOUR, NOW - 120_000, 'good', 'good'],
  [
    'within the kubelet’s sync it may not have yet',
    braked(),
    NOW - 2 * HOUR,
    NOW - 119_999,
    'good',
    'unknown',
  ],
];

describe('the values at the start of processes', () => {
  test.each(AGES)('%s', (_rule, spec, startedAt, changed, elsewhere, executor) => {
    expect(verdictOf([changedAt(changed), ...feed(spec, startedAt)])).toBe(elsewhere);
    expect(verdictOf([changedAt(changed), ...runningCrane(spec, 'pier', startedAt)])).toBe(executor);
  });

  test('a finding at an agent that executes nothing leaves it proven off, and names its start', () => {
    const said = executionOf([changedAt(NOW - HOUR), ...feed(byEnv, NOW - 2 * HOUR)]);
    expect(said.outcome).toBe('proven-off');
    expect(proofOf(said, 'halt-processes').detail).toContain(
      'started 08:15:00 ET and may hold an older value: the switch changed 09:15:00 ET',
    );
  });

  test('a waiting or ended container holds no value', () => {
    const old = (state: 'waiting' | 'terminated') => [changedAt(NOW - HOUR), ...feed(byEnv, null, state)];
    expect([verdictOf(old('waiting')), verdictOf(old('terminated'))]).toEqual(['good', 'good']);
  });

  test('an executor without a reported state may run, while its pod does', () => {
    const silent = (phase: string) => pod('crane-x', 'crane', { containers: [byEnv], states: [], phase });
    expect(verdictOf([changedAt(NOW - HOUR), silent('Running')])).toBe('unknown');
    expect(verdictOf([changedAt(NOW - HOUR), silent('Pending')])).toBe('good');
  });

  test('another agent without a reported state has no finding', () => {
    const silent = pod('feed-1', 'feed', { containers: [byEnv], states: [] });
    expect(verdictOf([changedAt(NOW - HOUR), silent])).toBe('good');
  });

  test('a container in a state that the kubelet does not know may run', () => {
    expect(verdictOf([changedAt(NOW - HOUR), ...feed(byEnv, NOW - 2 * HOUR, 'unknown')])).toBe('attention');
  });

  test('each container has its own state and its name', () => {
    const side = { ...byEnv, name: 'side' };
    const [main] = states(NOW - 2 * HOUR, 'waiting');
    const [run] = states(NOW - 2 * HOUR);
    if (main === undefined || run === undefined) throw new Error('no state');
    const two = pod('feed-1', 'feed', {
      containers: [byEnv, side],
      states: [main, { ...run, name: 'side' }],
    });
    expect(proofOf(executionOf([changedAt(NOW - HOUR), two]), 'halt-processes').detail).toBe(
      'Deployment feed, pier, container side: started 08:15:00 ET and may hold an older value: the switch changed 09:15:00 ET',
    );
  });

  test('a start without a date is reported so, and so is a change', () => {
    const detail = (changed: number | null, started: number | null) =>
      proofOf(executionOf([changedAt(changed), ...feed(byEnv, started)]), 'halt-processes').detail;
    expect(detail(NOW - HOUR, null)).toBe('Deployment feed, pier: took it at its start, which is not known');
    expect(detail(null, NOW - HOUR)).toBe(
      'Deployment feed, pier: took it at its start; when the switch last changed is not known',
    );
  });

  test('a file that follows names the time by which it will have', () => {
    const facts = [changedAt(NOW - 60_000), ...runningCrane(braked(), 'pier', NOW - HOUR)];
    expect(proofOf(executionOf(facts), 'halt-processes').detail).toBe(
      'Deployment crane, pier: its file follows the change of 10:14:00 ET by 10:16:00 ET',
    );
  });

  test('without available pods, or an available switch, nothing is proven', () => {
    expect(verdictOf([blind('poll/Pod')])).toBe('unknown');
    expect(verdictOf([blind('poll/ConfigMap/pier/second')])).toBe('unknown');
  });
});

describe('a change that the console observed, if the API server does not date it', () => {
  const open = executionOf([changedAt(null, { HALTED: '0' })], { now: NOW - HOUR });

  test('a process from before it may hold the old value', () => {
    const facts = [changedAt(null), ...feed(byEnv, NOW - 2 * HOUR)];
    const said = executionOf(facts, { evaluationState: open.evaluationState });
    expect(proofOf(said, 'halt-processes').detail).toContain('the switch changed 10:15:00 ET');
  });

  test('a process from after it does not', () => {
    const halted = executionOf([changedAt(null)], { evaluationState: open.evaluationState });
    const facts = [changedAt(null), ...feed(byEnv, NOW + 10_000)];
    const said = executionOf(facts, { evaluationState: halted.evaluationState, now: NOW + 5_000 });
    expect(proofOf(said, 'halt-processes').verdict).toBe('good');
  });

  test('a switch that was unavailable for a while has not changed for that', () => {
    const gone = executionOf([config('brake', null)], {
      evaluationState: open.evaluationState,
      now: NOW - 1_000,
    });
    const said = executionOf([changedAt(null, { HALTED: '0' }), ...feed(byEnv, NOW - 10 * HOUR)], {
      evaluationState: gone.evaluationState,
    });
    expect(proofOf(said, 'halt-processes').detail).toContain('is not known');
  });

  test('an observed change is still known after the switch was gone for a while', () => {
    const shut = executionOf([changedAt(null)], {
      evaluationState: open.evaluationState,
      now: NOW - HOUR / 2,
    });
    const gone = executionOf([config('brake', null)], {
      evaluationState: shut.evaluationState,
      now: NOW - HOUR / 4,
    });
    const said = executionOf([changedAt(null), ...feed(byEnv, NOW - 2 * HOUR)], {
      evaluationState: gone.evaluationState,
    });
    expect(proofOf(said, 'halt-processes').detail).toContain('the switch changed 09:45:00 ET');
  });

  test('only the beginning of a value is kept in the state', () => {
    const long = (end: string) => changedAt(null, { HALTED: `${'1'.repeat(100)}${end}` });
    const before = executionOf([long('a')], { now: NOW - HOUR });
    expect(JSON.stringify(before.evaluationState)).not.toContain('1'.repeat(101));
    const said = executionOf([long('b'), ...feed(byEnv, NOW - 2 * HOUR)], {
      evaluationState: before.evaluationState,
    });
    expect(proofOf(said, 'halt-processes').detail).toContain('is not known');
  });

  test('the API server’s date wins over the console’s own', () => {
    const facts = [changedAt(NOW - 3 * HOUR), ...feed(byEnv, NOW - 2 * HOUR)];
    expect(
      proofOf(executionOf(facts, { evaluationState: open.evaluationState }), 'halt-processes').verdict,
    ).toBe('good');
  });
});

describe('reports of processes', () => {
  const dissent = (at = SEEN) => status({ killSwitch: false }, at);
  // Calm before the first answer: the ledger would ignore an older one.
  const base = switchedCalm().filter((f) => f.kind !== 'answer');
  const outcome = (facts: Fact[]) => executionOf(facts, { base }).outcome;

  test('a process that reports it as not halted contradicts switches that halt', () => {
    const said = executionOf(dissent());
    expect(said.outcome).toBe('contradicted');
    expect(proofOf(said, 'halt-processes')).toMatchObject({
      verdict: 'bad',
      value: 'contradict it',
      detail: 'pier/pilot-0 report it not halted',
    });
  });

  test('it stands while the pod lives, however long it has been silent', () => {
    expect(outcome(dissent(NOW - HOUR))).toBe('contradicted');
  });

  test('it goes with its pod, with its container, and with its next report', () => {
    const old = dissent(NOW - HOUR);
    const gone: Fact = { ...pod('pilot-0', 'pilot'), value: null } as Fact;
    expect(outcome([...old, gone])).toBe('proven-off');
    expect(outcome([...old, pod('pilot-0', 'pilot', { phase: 'Failed' })])).toBe('proven-off');
    expect(outcome([...old, pod('pilot-0', 'pilot', { states: states(NOW - 1_000) })])).toBe('proven-off');
    expect(outcome([...old, pod('pilot-0', 'pilot', { states: states(NOW - 2 * HOUR) })])).toBe(
      'contradicted',
    );
    expect(outcome([...old, ...status({ killSwitch: true })])).toBe('proven-off');
  });

  test('a probe that the plan does not know counts for nothing', () => {
    expect(
      outcome(answered('stranger', 'status', 'pier/pilot-0', { contract: 'ops-status', killSwitch: false })),
    ).toBe('proven-off');
  });

  test('of a pod that was never listed a late report counts for nothing, a fresh one does', () => {
    const word = (at: number) =>
      answered(
        'pilot',
        'status',
        'pier/unlisted',
        { contract: 'ops-status', killSwitch: false, mode: null, safeToExecute: null },
        at,
      );
    expect(outcome(word(SEEN))).toBe('contradicted');
    const noPilot: Fact = { ...pod('pilot-0', 'pilot'), value: null } as Fact;
    expect(outcome([...word(NOW - HOUR), noPilot])).toBe('proven-off');
  });

  test('while every switch allows it is no contradiction', () => {
    const open = [config('brake', { HALTED: '0' }), config('second', { STOP: '0' })];
    const said = executionOf([...open, ...dissent()]);
    expect([said.outcome, proofOf(said, 'halt-processes').value]).toEqual(['not-off', 'not halted']);
  });

  test('while a switch cannot be read it is no second source', () => {
    const said = executionOf([config('brake', { HALTED: 'maybe' }), ...dissent()]);
    expect([said.outcome, proofOf(said, 'halt-processes').verdict]).toEqual(['unproven', 'unknown']);
  });

  test.each([
    ['the switch', 'kill-switch', 'unknown', 'pier/pilot-0: cannot read killSwitch: 0'],
    ['something else', 'beat', 'good', 'none reports otherwise'],
  ])(
    'one that cannot be read about %s may be of a switch that is off, or not',
    (_, about, verdict, words) => {
      const unreadable = [{ field: 'killSwitch', value: '0', about }];
      const said = executionOf(status({ killSwitch: null, unreadable }));
      const { detail, ...proof } = proofOf(said, 'halt-processes');
      expect(proof.verdict).toBe(verdict);
      expect(detail).toContain(words);
    },
  );

  test('one that says nothing of the switch agrees with nothing', () => {
    const told = (killSwitch: boolean | null) =>
      proofOf(executionOf(status({ killSwitch })), 'halt-processes').evidence.map(({ subject }) => subject);
    expect([told(true), told(null)]).toEqual([['pier/pilot-0'], []]);
  });

  test('an executor’s own state counts alike', () => {
    const state = {
      contract: 'execution-state',
      state: 'READY',
      mode: 'OFF',
      dryRun: true,
      killSwitch: false,
    };
    const facts = answered('pilot', 'status', 'pier/pilot-0', state);
    expect(outcome(facts)).toBe('contradicted');
  });
});
