import { describe, expect, test } from 'vitest';
import { cloudRun, cloudSearch, searchedRegion } from '#testing/samples/cloud-run.ts';
import { executionOf, proofOf, SWITCHED_PLAN } from '#testing/samples/execution-case.ts';
import { answered, attempt, container, literal, NOW, SEEN } from '#testing/samples/facts.ts';
import type { CloudRunValue, Fact } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import { isNarrowed, scopeText } from '../../messages/status/scope.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';

/** The sample's executor on Cloud Run, asked at a URL of its own. */
function planOn(cloudRunNames: object | undefined): Plan {
  const state = {
    id: 'state',
    kind: 'execution-state' as const,
    path: '/state',
    target: { via: 'url' as const, urlEnv: 'CRANE_URL' },
  };
  const agents = SWITCHED_PLAN.agents.map((a) =>
    a.name === 'crane' ? { ...a, cloudRun: cloudRunNames, probes: [state] } : a,
  );
  return planSchema.parse({ ...SWITCHED_PLAN, agents });
}

const PLAN = planOn({ service: 'crane-run' });
const containers = [container({ environment: [literal('MODE', 'OFF')] })];
const run = (value: Partial<CloudRunValue> = {}, name = 'crane-run') =>
  cloudRun(name, { containers, ...value });
const on = (facts: readonly Fact[], plan = PLAN) => executionOf(facts, { plan });
const state = (at: number) =>
  answered(
    'crane',
    'state',
    'CRANE_URL',
    { contract: 'execution-state', state: 'READY', mode: 'OFF', dryRun: true, killSwitch: true },
    at,
  );
const automatic = { scaling: 'automatic', manualInstances: null } as const;
const job = { kind: 'job', scaling: 'on-demand', manualInstances: null } as const;
const pool = { kind: 'worker-pool' } as const;
const SEARCHED = searchedRegion();
const NEVER = searchedRegion(null);

const CASES: [string, Fact[], string, string][] = [
  ['one that does not exist is off', [SEARCHED], 'good', 'proven-off'],
  ['one scaled by hand to 0 is off', [SEARCHED, run()], 'good', 'proven-off'],
  ['one scaled by hand to 1 is not', [SEARCHED, run({ manualInstances: 1 })], 'bad', 'not-off'],
  [
    'automatic scaling at a minimum of 0 starts with the next request',
    [SEARCHED, run({ ...automatic, minInstances: 0 })],
    'bad',
    'not-off',
  ],
  [
    'one scaled by hand to nobody says how many is unproven',
    [SEARCHED, run({ manualInstances: null })],
    'unknown',
    'unproven',
  ],
  [
    'one at 0 that is being changed is unproven',
    [SEARCHED, run({ gap: say('cause-service-changing') })],
    'unknown',
    'unproven',
  ],
  [
    'another name in another region is recognised by its image',
    [
      SEARCHED,
      run({ ...automatic, region: 'us-west1', containers: [container({ image: 'r/crane:7' })] }, 'x'),
    ],
    'bad',
    'not-off',
  ],
  ['a job that runs', [SEARCHED, run({ ...job, lastRun: 'running' }, 'crane')], 'bad', 'not-off'],
  [
    'a job that waits may be started',
    [SEARCHED, run({ ...job, lastRun: null }, 'crane')],
    'unknown',
    'unproven',
  ],
  [
    'a job that ran may be again',
    [SEARCHED, run({ ...job, lastRun: 'succeeded' }, 'crane')],
    'unknown',
    'unproven',
  ],
  ['a worker pool at 0 is off', [SEARCHED, run(pool, 'crane')], 'good', 'proven-off'],
  ['a worker pool at 1', [SEARCHED, run({ ...pool, manualInstances: 1 }, 'crane')], 'bad', 'not-off'],
  [
    'a worker pool of nobody says how many is wanted',
    [SEARCHED, run({ ...pool, manualInstances: null }, 'crane')],
    'bad',
    'not-off',
  ],
  ['an instance runs', [SEARCHED, run({ kind: 'instance', manualInstances: 1 }, 'crane')], 'bad', 'not-off'],
  ['a search of which nothing was said', [], 'unknown', 'unproven'],
  ['a region that was never searched', [NEVER], 'unknown', 'unproven'],
  [
    'a region that errs, however lately it was searched',
    [searchedRegion(SEEN, say('cause-admin-forbidden')), run()],
    'unknown',
    'unproven',
  ],
  ['a region searched 60 s ago', [searchedRegion(NOW - 60_000)], 'good', 'proven-off'],
  ['a region searched over 60 s ago', [searchedRegion(NOW - 60_001)], 'unknown', 'unproven'],
  [
    'a project of which the regions are not known',
    [cloudSearch({ projects: [{ id: 'dock', cause: say('cause-refused'), regions: [] }] })],
    'unknown',
    'unproven',
  ],
  [
    'a project of no region',
    [cloudSearch({ projects: [{ id: 'dock', cause: null, regions: [] }] })],
    'unknown',
    'unproven',
  ],
  ['no project', [cloudSearch({ projects: [] })], 'unknown', 'unproven'],
  [
    'nothing configured',
    [cloudSearch({ state: 'unset', cause: say('cause-no-project') })],
    'unknown',
    'unproven',
  ],
  ['excluded by the operator', [cloudSearch({ state: 'excluded' })], 'attention', 'proven-off'],
  ['excluded, and one answers', [cloudSearch({ state: 'excluded' }), ...state(SEEN)], 'bad', 'not-off'],
  [
    'one last known to serve stays so, however old',
    [searchedRegion(NOW - 3_600_000), run({ manualInstances: 2 })],
    'bad',
    'not-off',
  ],
  [
    'one that answers runs, whatever its scaling is said to be',
    [SEARCHED, run(), ...state(SEEN)],
    'bad',
    'not-off',
  ],
  [
    'one that answered before is not held to have stayed',
    [SEARCHED, ...state(NOW - 60_000)],
    'good',
    'proven-off',
  ],
];

describe('an executor on Cloud Run', () => {
  test.each(CASES)('%s', (_rule, facts, verdict, outcome) => {
    const said = on(facts);
    expect([proofOf(said, 'cloud-run-executor').verdict, said.outcome]).toEqual([verdict, outcome]);
  });

  test('nothing of Cloud Run in the plan is nothing to prove, by the plan alone', () => {
    const said = on([], planOn(undefined));
    expect(proofOf(said, 'cloud-run-executor')).toMatchObject({
      verdict: 'not-applicable',
      value: 'not declared',
      source: 'operational plan',
      observedAt: null,
      evidence: [],
    });
    expect([said.scope.cloudRun.state, isNarrowed(said.scope)]).toEqual(['not-declared', false]);
  });

  test('is searched for where the plan names nothing, if anybody searches', () => {
    expect(proofOf(on([SEARCHED], planOn(undefined)), 'cloud-run-executor')).toMatchObject({
      code: 'cloud-run-none',
      params: { regions: ['dock/us-east1'] },
    });
  });

  test.each<[string, Fact[], string, RegExp]>([
    ['serves', [SEARCHED, run({ manualInstances: 1 })], 'cloud-run-serves', /scaled by hand to 1/],
    ['answers', [SEARCHED, ...state(SEEN)], 'cloud-run-answers', /answers at CRANE_URL/],
    [
      'runs as a job',
      [SEARCHED, run({ ...job, lastRun: 'running' }, 'crane')],
      'cloud-run-serves',
      /: (?!no).*runs/,
    ],
    ['waits as a job', [SEARCHED, run({ ...job, lastRun: null }, 'crane')], 'unclear', /no execution runs/],
  ])('is told how it %s', (_how, facts, code, words) => {
    const proof = proofOf(on(facts), 'cloud-run-executor');
    expect(proof.code).toBe(code);
    expect(proof.detail).toMatch(words);
  });

  const region = (name: string, searchedAt: number | null) => ({ name, searchedAt, cause: null });
  const dock = (...regions: ReturnType<typeof region>[]) => ({ id: 'dock', cause: null, regions });
  const closed = { id: 'quay', cause: say('cause-refused'), regions: [] };

  test.each([
    ['the oldest search', [dock(region('a', SEEN), region('b', SEEN - 5_000))], SEEN - 5_000],
    ['never, with a region that was never searched', [dock(region('a', SEEN), region('b', null))], null],
    ['never, with a project of which nothing is known', [dock(region('a', SEEN)), closed], null],
  ])('is as old as %s', (_rule, projects, at) => {
    const { observedAt } = proofOf(on([cloudSearch({ projects })]), 'cloud-run-executor');
    expect(observedAt).toBe(at === null ? null : new Date(at).toISOString());
  });

  test('a project that cannot be searched is told once, by its cause', () => {
    const { notSearched } = on([cloudSearch({ projects: [closed] })]).scope.cloudRun;
    expect(notSearched).toEqual([{ what: 'quay', why: say('cause-refused') }]);
  });

  test('a workload of any agent there makes its search a part of the proof', () => {
    const agents = SWITCHED_PLAN.agents.map((a) =>
      a.name === 'feed' ? { ...a, cloudRun: { job: 'x' } } : a,
    );
    expect(on([], { ...SWITCHED_PLAN, agents }).outcome).toBe('unproven');
    const { safety } = SWITCHED_PLAN;
    const projects = [{ id: 'dock' }];
    expect(
      on([], { ...SWITCHED_PLAN, safety: { ...safety, cloudRun: { projects, limitSeconds: 60 } } }).outcome,
    ).toBe('unproven');
  });

  test('it is proven by the search, with its scaling, within a limit of its own', () => {
    expect(proofOf(on([SEARCHED, run()]), 'cloud-run-executor')).toMatchObject({
      value: 'off',
      detail: 'crane-run, dock/us-east1 is scaled by hand to 0',
      source: 'Cloud Run Admin API',
      limitSeconds: 60,
      observedAt: new Date(SEEN).toISOString(),
      evidence: [{ path: 'scaling', value: 'scaled by hand to 0 instances' }],
    });
  });

  test('an executor that answers at a URL runs, though the plan names nothing on Cloud Run', () => {
    const said = on(state(SEEN), planOn(undefined));
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
    const said = on([SEARCHED, run(), tried]);
    expect(proofOf(said, 'cloud-run-executor').verdict).toBe(verdict);
  });

  test('an executor that answers in the cluster is proven by its pods, not here', () => {
    const target = { via: 'workload' as const, workload: 'crane', port: 80 };
    const agents = PLAN.agents.map((a) =>
      a.name === 'crane' ? { ...a, probes: a.probes.map((p) => ({ ...p, target })) } : a,
    );
    const unread = attempt('crane', 'state', 'CRANE_URL', 'unparsable', 200);
    for (const answer of [state(SEEN), [unread]]) {
      const said = on([SEARCHED, ...answer], { ...PLAN, agents });
      expect(proofOf(said, 'cloud-run-executor').verdict).toBe('good');
    }
  });
});

describe('the scope', () => {
  const two = cloudSearch({
    projects: [
      {
        id: 'dock',
        cause: null,
        regions: [
          { name: 'europe-west4', searchedAt: SEEN, cause: null },
          { name: 'us-east1', searchedAt: SEEN, cause: null },
        ],
      },
    ],
  });
  test.each<[string, Fact[], string, boolean, string]>([
    ['names the regions', [two], 'searched', false, 'Cloud Run europe-west4, us-east1'],
    [
      'names what was not searched, and why',
      [searchedRegion(SEEN, say('cause-admin-quota'))],
      'not-searched',
      true,
      'dock/us-east1 not searched: 429: over the quota of the Cloud Run Admin API',
    ],
    [
      'names what is not configured',
      [cloudSearch({ state: 'unset', cause: say('cause-unset', { variable: 'P' }) })],
      'not-searched',
      true,
      'Cloud Run not searched: not configured: P is not set',
    ],
    ['is there before anything is', [], 'not-searched', true, 'Cloud Run not searched: not read yet'],
    [
      'says that the operator excludes it',
      [cloudSearch({ state: 'excluded' })],
      'excluded',
      true,
      'Cloud Run not searched (--without-cloud-run)',
    ],
  ])('%s', (_what, facts, expected, narrowed, words) => {
    const { scope } = on(facts);
    expect([scope.cloudRun.state, isNarrowed(scope)]).toEqual([expected, narrowed]);
    expect(scopeText(scope)).toBe(`Whole cluster, 8 kinds; ${words}`);
  });

  const part = cloudSearch({
    projects: [
      { id: 'dock', cause: null, regions: [{ name: 'us-east1', searchedAt: SEEN, cause: null }] },
      { id: 'quay', cause: say('cause-refused'), regions: [] },
    ],
  });
  test.each<[string, Fact[], Plan, string]>([
    ['a part of it', [part], PLAN, 'not-searched'],
    ['no project', [cloudSearch({ projects: [] })], PLAN, 'not-searched'],
    [
      'nothing, where the plan names nothing',
      [cloudSearch({ state: 'unset' })],
      planOn(undefined),
      'not-declared',
    ],
    ['all, where the plan names nothing', [two], planOn(undefined), 'searched'],
  ])('says of a search of %s what it was', (_what, facts, plan, expected) => {
    expect(on(facts, plan).scope.cloudRun.state).toBe(expected);
  });
});
