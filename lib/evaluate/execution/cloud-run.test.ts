import { describe, expect, test } from 'vitest';
import { executionOf, proofOf, SWITCHED_PLAN } from '#testing/samples/execution-case.ts';
import { answered, attempt, blind, NOW, SEEN, sight } from '#testing/samples/facts.ts';
import type { Fact, FactValue } from '../../facts/fact.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';

/** The sample's executor on Cloud Run, asked at a URL of its own. */
function planOn(service: string): Plan {
  const agents = SWITCHED_PLAN.agents.map((a) =>
    a.name === 'crane'
      ? {
          ...a,
          cloudRun: { service, urlEnv: 'CRANE_URL' },
          probes: [
            {
              id: 'state',
              kind: 'execution-state' as const,
              path: '/state',
              target: { via: 'url' as const, urlEnv: 'CRANE_URL' },
            },
          ],
        }
      : a,
  );
  return planSchema.parse({ ...SWITCHED_PLAN, agents });
}

function service(value: Partial<FactValue<'cloud-run'>> | null, observedAt = SEEN): Fact {
  const calm = {
    service: 'crane-run',
    scaling: 'manual' as const,
    manualInstances: 0,
    minInstances: null,
    environment: [],
  };
  return {
    subject: 'CloudRun/crane-run',
    kind: 'cloud-run',
    observedAt,
    source: 'test',
    value: value === null ? null : { ...calm, ...value },
  };
}

const SEES = sight('cloud-run/crane-run');
const late = sight('cloud-run/crane-run', { lastSeenAt: NOW - 10_001 });
const state = (at: number) =>
  answered(
    'crane',
    'state',
    'CRANE_URL',
    { contract: 'execution-state', state: 'READY', mode: 'OFF', dryRun: true, killSwitch: true },
    at,
  );

const CASES: [string, Fact[], string, string][] = [
  ['one that does not exist is off', [SEES, service(null)], 'good', 'proven-off'],
  ['one scaled by hand to 0 is off', [SEES, service({})], 'good', 'proven-off'],
  ['one scaled by hand to 1 is not', [SEES, service({ manualInstances: 1 })], 'bad', 'not-off'],
  [
    'automatic scaling at a minimum of 0 still serves',
    [SEES, service({ scaling: 'automatic', manualInstances: null, minInstances: 0 })],
    'bad',
    'not-off',
  ],
  [
    'one scaled by hand to nobody says how many is unproven',
    [SEES, service({ manualInstances: null })],
    'unknown',
    'unproven',
  ],
  ['one that was never read is unproven', [], 'unknown', 'unproven'],
  ['an available source without a published state is unproven', [SEES], 'unknown', 'unproven'],
  ['one that cannot be read is unproven', [blind('cloud-run/crane-run'), service({})], 'unknown', 'unproven'],
  ['one last read over 10 s ago is unproven', [late, service({})], 'unknown', 'unproven'],
  [
    'one of which nothing was said for over 10 s is unproven',
    [SEES, service(null, NOW - 10_001)],
    'unknown',
    'unproven',
  ],
  [
    'one last known to serve stays so, however old',
    [blind('cloud-run/crane-run'), service({ manualInstances: 2 }, NOW - 3_600_000)],
    'bad',
    'not-off',
  ],
  [
    'one that answers runs, whatever its scaling is said to be',
    [SEES, service({}), ...state(SEEN)],
    'bad',
    'not-off',
  ],
  [
    'one that answered before is not held to have stayed',
    [SEES, service({}), ...state(NOW - 60_000)],
    'good',
    'proven-off',
  ],
];

describe('an executor on Cloud Run', () => {
  test.each(CASES)('%s', (_rule, facts, verdict, outcome) => {
    const said = executionOf(facts, { plan: planOn('crane-run') });
    expect([proofOf(said, 'cloud-run-executor').verdict, said.outcome]).toEqual([verdict, outcome]);
  });

  test('none declared is nothing to prove, by the plan alone', () => {
    expect(proofOf(executionOf([SEES, service({})]), 'cloud-run-executor')).toMatchObject({
      verdict: 'not-applicable',
      value: 'not declared',
      source: 'operational plan',
      observedAt: null,
      evidence: [],
    });
  });

  test('a declared service is proven by its Admin API, with its scaling', () => {
    expect(
      proofOf(executionOf([SEES, service({})], { plan: planOn('crane-run') }), 'cloud-run-executor'),
    ).toMatchObject({
      value: 'off',
      detail: 'crane-run is scaled by hand to 0',
      source: 'Cloud Run Admin API',
      evidence: [{ path: 'scaling', value: 'scaled by hand to 0 instances', subject: 'crane-run' }],
    });
  });

  test('an executor that answers at a URL runs, though the plan names no service', () => {
    const plan = planOn('crane-run');
    const agents = plan.agents.map(({ cloudRun: _none, ...a }) => a);
    const said = executionOf(state(SEEN), { plan: { ...plan, agents } });
    expect(proofOf(said, 'cloud-run-executor')).toMatchObject({
      verdict: 'bad',
      detail: 'crane: answers at CRANE_URL',
    });
    expect(said.outcome).toBe('not-off');
  });

  test.each([
    ['unreadable', 200, SEEN, 'unknown'],
    ['unparsable', 200, SEEN, 'unknown'],
    ['no-evidence', 200, SEEN, 'unknown'],
    ['wrong-identity', 201, SEEN, 'unknown'],
    ['too-large', null, SEEN, 'unknown'],
    ['unparsable', 200, NOW - 3_600_000, 'good'],
    ['no-evidence', 404, SEEN, 'good'],
    ['unparsable', 503, SEEN, 'good'],
    ['unreachable', null, SEEN, 'good'],
  ] as const)('what came to %s at %s where an executor would answer: %s', (outcome, code, at, verdict) => {
    const tried = attempt('crane', 'state', 'CRANE_URL', outcome, code, at);
    const said = executionOf([SEES, service({}), tried], { plan: planOn('crane-run') });
    expect(proofOf(said, 'cloud-run-executor').verdict).toBe(verdict);
  });

  test('an executor that answers in the cluster is proven by its pods, not here', () => {
    const plan = planOn('crane-run');
    const target = { via: 'workload' as const, workload: 'crane', port: 80 };
    const agents = plan.agents.map((a) =>
      a.name === 'crane' ? { ...a, probes: a.probes.map((p) => ({ ...p, target })) } : a,
    );
    const said = executionOf([SEES, service({}), ...state(SEEN)], { plan: { ...plan, agents } });
    expect(proofOf(said, 'cloud-run-executor').verdict).toBe('good');
  });

  test('the proof is as old as the older of its source status and its state', () => {
    const said = executionOf([SEES, service({}, NOW - 7_000)], { plan: planOn('crane-run') });
    expect(proofOf(said, 'cloud-run-executor').observedAt).toBe(new Date(NOW - 7_000).toISOString());
  });
});
