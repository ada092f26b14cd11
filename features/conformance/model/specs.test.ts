/** Rules evaluated from specs. `feed` is a Deployment of the sample mesh, with one pod. */

import { describe, expect, test } from 'vitest';
import type { ContainerSpec, Fact } from '#lib/facts/fact.ts';
import type { AgentPlan, Plan } from '#lib/plan/schema.ts';
import { cloudRun, searchedRegion } from '#testing/samples/cloud-run.ts';
import { cell, planWith } from '#testing/samples/contracts.ts';
import {
  blind,
  calmFacts,
  config,
  container,
  fromSecret,
  literal,
  mount,
  POLLS,
  pod,
  sourceStatus,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';

type Env = ContainerSpec['environment'][number];

/** The calm mesh in which the feed's workload and pod have this container. */
function feedWith(value: Partial<ContainerSpec>, ...more: Fact[]): Fact[] {
  const containers = [container(value)];
  return [...calmFacts(), workload('feed', { containers }), pod('feed-1', 'feed', { containers }), ...more];
}

const env = (...environment: Env[]): Fact[] => feedWith({ environment });
const fromMap = (name: string, configMap: string, key: string): Env => ({
  name,
  origin: 'config-map',
  value: null,
  filled: false,
  ref: { configMap, key, optional: false },
});
const whole = (kind: 'secret' | 'config-map', name: string) =>
  feedWith({ environmentFrom: [{ kind, name }] });
const asks = (liveness: string | null, readiness: string | null) =>
  feedWith({
    probes: {
      liveness: liveness === null ? null : { path: liveness, port: '80' },
      readiness: readiness === null ? null : { path: readiness, port: '80' },
      startup: null,
    },
  });
const feedPlan = (change: Partial<AgentPlan>, safety: Partial<Plan['safety']> = {}) =>
  planWith('feed', change, safety);

interface Case {
  rule: string;
  facts: Fact[];
  state: string;
  says: RegExp;
  plan?: Plan;
}

function run(cases: Readonly<Record<string, Case>>): void {
  test.each(Object.entries(cases))('%s', (_name, { rule, facts, state, says, plan }) => {
    expect(cell(rule, 'feed', facts, plan)).toMatchObject({ state, why: expect.stringMatching(says) });
  });
}

describe('the mode', () => {
  const rule = 'mode-not-live';
  run({
    'is live: broken': { rule, facts: env(literal('MODE', ' live ')), state: 'broken', says: /MODE=LIVE/ },
    'is live in quotes: broken': {
      rule,
      facts: env(literal('MODE', '"live"')),
      state: 'broken',
      says: /MODE=LIVE/,
    },
    'is live on the command line, beside a variable: broken': {
      rule,
      facts: feedWith({ environment: [literal('MODE', 'OBSERVE')], args: ['--mode=live'] }),
      state: 'broken',
      says: /MODE=LIVE/,
    },
    'is the plan’s default: holds': {
      rule,
      facts: env(literal('MODE', 'OBSERVE')),
      state: 'holds',
      says: /: MODE=OBSERVE$/,
    },
    'differs from the default: holds and is told': {
      rule,
      facts: env(literal('MODE', 'EVAL')),
      state: 'holds',
      says: /MODE=EVAL; the plan’s default is OBSERVE/,
    },
    'is not set: the image decides': { rule, facts: env(), state: 'cannot-see', says: /not set/ },
    'is long: its beginning is told': {
      rule,
      facts: env(literal('MODE', 'x'.repeat(90))),
      state: 'cannot-see',
      says: /: MODE=X{40} is no mode$/,
    },
    'is no mode': { rule, facts: env(literal('MODE', 'FAST')), state: 'cannot-see', says: /no mode/ },
    'comes from a Secret': { rule, facts: env(fromSecret('MODE')), state: 'cannot-see', says: /Secret/ },
    'comes from a ConfigMap that nobody reads': {
      rule,
      facts: env(fromMap('MODE', 'other', 'k')),
      state: 'cannot-see',
      says: /not read/,
    },
    'is live in a pod alone: broken there': {
      rule,
      facts: [
        ...env(literal('MODE', 'OBSERVE')),
        pod('feed-1', 'feed', { containers: [container({ environment: [literal('MODE', 'LIVE')] })] }),
      ],
      state: 'broken',
      says: /^Pod feed-1: MODE=LIVE$/,
    },
    'is live in an init container: broken': {
      rule,
      facts: feedWith({ role: 'init', environment: [literal('MODE', 'EXECUTE')] }),
      state: 'broken',
      says: /EXECUTE/,
    },
  });
});

describe('dry run', () => {
  const rule = 'dry-run';
  run({
    'is on': { rule, facts: env(literal('DRY', '1')), state: 'holds', says: /DRY is on/ },
    'is off': { rule, facts: env(literal('DRY', 'false')), state: 'broken', says: /DRY is off/ },
    'is empty': { rule, facts: env(literal('DRY', '')), state: 'cannot-see', says: /DRY/ },
    'is not set': { rule, facts: env(), state: 'cannot-see', says: /default decides/ },
    'is neither': { rule, facts: env(literal('DRY', 'maybe')), state: 'cannot-see', says: /cannot be read/ },
    'is no matter of a plan without it': {
      rule,
      facts: env(),
      plan: feedPlan({}, { environment: { ...SAMPLE_PLAN.safety.environment, dryRun: [] } }),
      state: 'not-applicable',
      says: /does not ask/,
    },
  });
});

const gated = feedPlan(
  {},
  { gates: [{ variable: 'UNLOCK', safe: ['off'], unset: 'safe', where: 'everywhere' }] },
);

describe('execution and bypasses', () => {
  run({
    'enabled: broken': {
      rule: 'execution-disabled',
      facts: env(literal('ENABLED', 'yes')),
      state: 'broken',
      says: /ENABLED is on/,
    },
    'disabled: holds': {
      rule: 'execution-disabled',
      facts: env(literal('ENABLED', '0')),
      state: 'holds',
      says: /ENABLED is off/,
    },
    'enabled by a Secret: cannot see': {
      rule: 'execution-disabled',
      facts: env(fromSecret('ENABLED')),
      state: 'cannot-see',
      says: /ENABLED/,
    },
    'nothing enables: holds': {
      rule: 'execution-disabled',
      facts: env(),
      state: 'holds',
      says: /no variable/,
    },
    'enabled in another spelling: broken': {
      rule: 'execution-disabled',
      facts: env(literal('enabled', 'yes')),
      state: 'broken',
      says: /ENABLED is on/,
    },
    'enabled on the command line: broken': {
      rule: 'execution-disabled',
      facts: feedWith({ args: ['--enabled=true'] }),
      state: 'broken',
      says: /ENABLED is on/,
    },
    'a setting that speaks of orders, unknown to the plan: cannot see': {
      rule: 'execution-disabled',
      facts: env(literal('LIVE_TRADING', 'true')),
      state: 'cannot-see',
      says: /LIVE_TRADING/,
    },
    'a Secret taken whole beside credentials: cannot see': {
      rule: 'execution-disabled',
      facts: feedWith({
        environment: [literal('ENABLED', '0'), fromSecret('BROKER_KEY')],
        environmentFrom: [{ kind: 'secret', name: 'desk' }],
      }),
      state: 'cannot-see',
      says: /desk/,
    },
    'a bypass on the command line: broken': {
      rule: 'gate-bypass',
      facts: feedWith({ args: ['--no-gate'] }),
      state: 'broken',
      says: /NO_GATE is on/,
    },
    'a map taken whole may enable': {
      rule: 'execution-disabled',
      facts: whole('config-map', 'm'),
      state: 'cannot-see',
      says: /ENABLED/,
    },
    'a gate that is open: broken, beside switches that are off': {
      rule: 'execution-disabled',
      facts: env(literal('ENABLED', '0'), literal('UNLOCK', '1')),
      plan: gated,
      state: 'broken',
      says: /UNLOCK=1 in container \S+: orders may leave/,
    },
    'a gate that is shut: holds': {
      rule: 'execution-disabled',
      facts: env(literal('UNLOCK', 'off')),
      plan: gated,
      state: 'holds',
      says: /UNLOCK=off .*: safe/,
    },
    'a gate from a Secret: cannot see': {
      rule: 'execution-disabled',
      facts: env(fromSecret('UNLOCK')),
      plan: gated,
      state: 'cannot-see',
      says: /UNLOCK from Secret/,
    },
    'a bypass that is on: broken': {
      rule: 'gate-bypass',
      facts: env(literal('NO_GATE', '1')),
      state: 'broken',
      says: /NO_GATE is on/,
    },
    'nothing to enable: not asked': {
      rule: 'execution-disabled',
      facts: env(literal('ENABLED', 'yes')),
      plan: feedPlan({}, { environment: { ...SAMPLE_PLAN.safety.environment, enables: [] } }),
      state: 'not-applicable',
      says: /does not ask/,
    },
    'nothing to bypass: not asked': {
      rule: 'gate-bypass',
      facts: env(literal('NO_GATE', '1')),
      plan: feedPlan({}, { environment: { ...SAMPLE_PLAN.safety.environment, bypasses: [] } }),
      state: 'not-applicable',
      says: /does not ask/,
    },
    'a bypass that is off: holds': {
      rule: 'gate-bypass',
      facts: env(literal('NO_GATE', '0')),
      state: 'holds',
      says: /no bypass/,
    },
    'a bypass from a field: cannot see': {
      rule: 'gate-bypass',
      facts: env({ name: 'NO_GATE', origin: 'field', value: null, filled: false, ref: null }),
      state: 'cannot-see',
      says: /NO_GATE/,
    },
  });
});

describe('credentials', () => {
  const rule = 'credentials-from-secrets';
  const leaked = { ...literal('X_API_KEY', 'hunter2'), value: null, filled: true };
  run({
    'written into the spec: broken': {
      rule,
      facts: env(leaked),
      state: 'broken',
      says: /X_API_KEY is written/,
    },
    'written with dashes or in another case: broken': {
      rule,
      facts: env({ ...leaked, name: 'my-Password' }),
      state: 'broken',
      says: /my-Password/,
    },
    'empty: nothing leaks': {
      rule,
      facts: env(literal('X_TOKEN', '')),
      state: 'holds',
      says: /no credential/,
    },
    'from a Secret: holds': {
      rule,
      facts: env(fromSecret('X_TOKEN')),
      state: 'holds',
      says: /from a Secret/,
    },
    'from a ConfigMap: broken': {
      rule,
      facts: env(fromMap('X_TOKEN', 'm', 'k')),
      state: 'broken',
      says: /ConfigMap m/,
    },
    'that say where they lie: not told': {
      rule,
      facts: env({ ...leaked, name: 'X_TOKEN_FILE' }),
      state: 'cannot-see',
      says: /where, not what/,
    },
    'put together: not told': {
      rule,
      facts: env({ ...leaked, origin: 'other', filled: false }),
      state: 'cannot-see',
      says: /put together/,
    },
    'from a map that is not named: broken': {
      rule,
      facts: env({ ...fromMap('X_TOKEN', 'm', 'k'), ref: null }),
      state: 'broken',
      says: /X_TOKEN comes from ConfigMap/,
    },
    'from a field of the pod: none': {
      rule,
      facts: env({ ...leaked, origin: 'field' }),
      state: 'holds',
      says: /no credential/,
    },
    'a map taken whole may hold them': {
      rule,
      facts: whole('config-map', 'm'),
      state: 'cannot-see',
      says: /ConfigMap m/,
    },
    'a Secret taken whole is a Secret': {
      rule,
      facts: whole('secret', 's'),
      state: 'holds',
      says: /no credential/,
    },
    'in an init container: broken': {
      rule,
      facts: feedWith({ role: 'init', environment: [leaked] }),
      state: 'broken',
      says: /X_API_KEY/,
    },
  });

  test('no value of a credential is ever said', () => {
    const told = cell(rule, 'feed', env({ ...leaked, value: 'hunter2' }));
    expect(told.state).toBe('broken');
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });
});

describe('broker credentials', () => {
  const rule = 'broker-credentials';
  const brokers = (agents: string[]) =>
    feedPlan({}, { brokerCredentials: { variablePrefixes: ['BROKER_'], secrets: ['broker'], agents } });
  const held = env(fromSecret('BROKER_KEY'));
  run({
    'held where the plan forbids: broken': {
      rule,
      facts: held,
      plan: brokers([]),
      state: 'broken',
      says: /does not allow it: BROKER_KEY/,
    },
    'held where the plan allows: holds': {
      rule,
      facts: held,
      plan: brokers(['feed']),
      state: 'holds',
      says: /allows it/,
    },
    'none: holds': { rule, facts: env(), plan: brokers([]), state: 'holds', says: /none in its specs$/ },
    'by a mounted Secret: broken': {
      rule,
      facts: feedWith({ mounts: [mount('/keys', null, { secret: 'broker' })] }),
      plan: brokers([]),
      state: 'broken',
      says: /does not allow it: Secret broker/,
    },
    'some Secret taken whole, where the plan allows them': {
      rule,
      facts: whole('secret', 'x'),
      plan: brokers(['feed']),
      state: 'holds',
      says: /^none in its specs, though the plan allows them$/,
    },
    'some map taken whole: cannot see': {
      rule,
      facts: whole('config-map', 'x'),
      plan: brokers([]),
      state: 'cannot-see',
      says: /what ConfigMap x, taken whole/,
    },
    'some Secret taken whole: cannot see': {
      rule,
      facts: whole('secret', 'x'),
      plan: brokers([]),
      state: 'cannot-see',
      says: /Secret x/,
    },
    'a plan that names none: not applicable': {
      rule,
      facts: held,
      state: 'not-applicable',
      says: /does not ask/,
    },
  });
});

describe('images', () => {
  const rule = 'image-pinned';
  const image = (name: string) => feedWith({ image: name });
  const digest = `sha256:${'a'.repeat(64)}`;
  run({
    'by digest': { rule, facts: image(`r/x@${digest}`), state: 'holds', says: /digest/ },
    'by tag and digest': { rule, facts: image(`r/x:latest@${digest}`), state: 'holds', says: /digest/ },
    'by a version': { rule, facts: image('r:5000/a/x:2.1.0'), state: 'holds', says: /tag 2\.1\.0/ },
    'by latest': { rule, facts: image('r/x:latest'), state: 'broken', says: /moves/ },
    'by dev': { rule, facts: image('r/x:dev'), state: 'broken', says: /moves/ },
    'without a tag, in a registry with a port': {
      rule,
      facts: image('r:5000/x'),
      state: 'broken',
      says: /no tag/,
    },
    'by TAG': { rule, facts: image('r/x:TAG'), state: 'broken', says: /placeholder/ },
    'by PLACEHOLDER': { rule, facts: image('r/x:PLACEHOLDER'), state: 'broken', says: /placeholder/ },
    'by CHANGE-ME': { rule, facts: image('r/x:CHANGE-ME'), state: 'broken', says: /placeholder/ },
    'by a digest that is none': { rule, facts: image('r/x@sha256:abc'), state: 'broken', says: /no tag/ },
    'by an empty tag': { rule, facts: image('r/x:'), state: 'broken', says: /: x: has no tag$/ },
    'with spaces around it': { rule, facts: image(` r/x@${digest} `), state: 'holds', says: /digest/ },
    'by spaces': { rule, facts: image('  '), state: 'cannot-see', says: /no image/ },
    'without a tag, and long': {
      rule,
      facts: image(`r/${'x'.repeat(200)}`),
      state: 'broken',
      says: /: x{80} has no tag$/,
    },
    'by a moving tag, and long': {
      rule,
      facts: image(`r/${'x'.repeat(200)}:latest`),
      state: 'broken',
      says: /: x{80}: the tag latest moves$/,
    },
    'by nothing': { rule, facts: image(''), state: 'cannot-see', says: /no image/ },
  });
});

describe('requests and limits', () => {
  const rule = 'resources';
  const all = ['cpu', 'memory'];
  const bounds = (requests: string[], limits: string[]) => feedWith({ resources: { requests, limits } });
  run({
    'all there': { rule, facts: bounds(all, all), state: 'holds', says: /requested and limited/ },
    'no limits': { rule, facts: bounds(all, []), state: 'broken', says: /no cpu limit, no memory limit/ },
    'no memory request': { rule, facts: bounds(['cpu'], all), state: 'broken', says: /no memory request/ },
    'of an init container are no matter': {
      rule,
      facts: feedWith({ role: 'init', resources: { requests: [], limits: [] } }),
      state: 'cannot-see',
      says: /no spec/,
    },
  });
});

describe('probes', () => {
  const plan = (recommendedProbes: AgentPlan['recommendedProbes']) => feedPlan({ recommendedProbes });
  const both = plan({ liveness: '/healthz', readiness: '/healthz' });
  const rule = 'recommended-probes';
  run({
    'as recommended': {
      rule,
      facts: asks('/healthz', '/healthz'),
      plan: both,
      state: 'holds',
      says: /liveness asks \/healthz/,
    },
    'liveness elsewhere': {
      rule,
      facts: asks('/live', '/healthz'),
      plan: both,
      state: 'broken',
      says: /liveness asks \/live; the plan/,
    },
    'no readiness': {
      rule,
      facts: asks('/healthz', null),
      plan: both,
      state: 'broken',
      says: /no readiness probe/,
    },
    'either is enough': {
      rule,
      facts: asks(null, '/h'),
      plan: plan({ either: '/h' }),
      state: 'holds',
      says: /readiness asks \/h/,
    },
    neither: {
      rule,
      facts: asks('/x', null),
      plan: plan({ either: '/h' }),
      state: 'broken',
      says: /no probe asks \/h/,
    },
    'either, and both ask there': {
      rule,
      facts: asks('/h', '/h'),
      plan: plan({ either: '/h' }),
      state: 'holds',
      says: /: liveness and readiness ask \/h$/,
    },
    'either, and one asks there': {
      rule,
      facts: asks('/h', '/x'),
      plan: plan({ either: '/h' }),
      state: 'holds',
      says: /: liveness asks \/h$/,
    },
    'none recommended': { rule, facts: asks(null, null), state: 'not-applicable', says: /does not ask/ },
    'liveness at the freshness endpoint: broken, and that the plan recommends it is said': {
      rule: 'liveness-not-freshness',
      facts: asks('/healthz/?x=1', null),
      plan: both,
      state: 'broken',
      says: /restart; the plan itself recommends it/,
    },
    'liveness elsewhere keeps a stale feed from restarting': {
      rule: 'liveness-not-freshness',
      facts: asks('/live', '/healthz'),
      state: 'holds',
      says: /liveness asks \/live/,
    },
    'no liveness restarts nothing': {
      rule: 'liveness-not-freshness',
      facts: asks(null, '/healthz'),
      state: 'holds',
      says: /no liveness/,
    },
    'a liveness command may ask anything': {
      rule: 'liveness-not-freshness',
      facts: feedWith({ probes: { liveness: { path: null, port: null }, readiness: null, startup: null } }),
      state: 'cannot-see',
      says: /not ask by HTTP/,
    },
  });
});

describe('probes of several containers', () => {
  const at = (path: string) => ({ path, port: '80' });
  const asking = (name: string, path: string | null, role: ContainerSpec['role'] = 'main') =>
    container({
      name,
      role,
      probes: { liveness: path === null ? null : at(path), readiness: null, startup: null },
    });
  const feed = (...containers: ContainerSpec[]): Fact[] => [
    ...calmFacts(),
    workload('feed', { containers }),
    pod('feed-1', 'feed', { containers }),
  ];
  const either = feedPlan({ recommendedProbes: { either: '/h' } });
  const liveness = feedPlan({ recommendedProbes: { liveness: '/h' } });
  const rule = 'recommended-probes';
  run({
    'one is the agent, the other stands beside it': {
      rule,
      facts: feed(asking('main', '/h'), asking('side', '/x')),
      plan: either,
      state: 'holds',
      says: /: liveness asks \/h$/,
    },
    'an init container is not the agent': {
      rule,
      facts: feed(asking('first', '/h', 'init'), asking('main', null)),
      plan: liveness,
      state: 'broken',
      says: /: no liveness probe; the plan recommends \/h$/,
    },
    'each bears its name where there are several': {
      rule: 'image-pinned',
      facts: feed(container({ name: 'main' }), container({ name: 'side', image: 'r/x:latest' })),
      state: 'broken',
      says: /^Deployment feed: container side: x:latest: the tag latest moves$/,
    },
  });

  test.each(['Job', 'CronJob'] as const)('what a %s runs to its end has none', (kind) => {
    const facts = [...calmFacts(), sourceStatus('poll/CronJob'), workload('feed', { kind })];
    const plan = feedPlan({ workloads: [{ kind, name: 'feed' }], recommendedProbes: { liveness: '/h' } });
    expect(cell(rule, 'feed', facts, plan)).toMatchObject({
      rule,
      state: 'cannot-see',
      why: 'no spec of it was read',
      evidence: [],
    });
  });
});

describe('liveness at the freshness endpoint', () => {
  const rule = 'liveness-not-freshness';
  const [beat] = SAMPLE_PLAN.agents[0]?.probes ?? [];
  const deep = feedPlan({ probes: beat === undefined ? [] : [{ ...beat, path: '/ops/fresh' }] });
  run({
    'that the plan does not recommend': {
      rule,
      facts: asks('/healthz', null),
      state: 'broken',
      says: /: liveness asks \/healthz, which fails while data is stale: a restart$/,
    },
    'while the plan recommends another': {
      rule,
      facts: asks('/healthz', null),
      plan: feedPlan({ recommendedProbes: { liveness: '/live' } }),
      state: 'broken',
      says: /: a restart$/,
    },
    'with slashes at its end': {
      rule,
      facts: asks('/healthz//', null),
      state: 'broken',
      says: /liveness asks \/healthz,/,
    },
    'in a folder': {
      rule,
      facts: asks('/ops/fresh', null),
      plan: deep,
      state: 'broken',
      says: /\/ops\/fresh,/,
    },
    'at the root there is none': { rule, facts: asks('/', null), state: 'holds', says: /liveness asks \/$/ },
  });
});

describe('the kill switch', () => {
  const rule = 'kill-switch-mounted';
  const [first, second] = SAMPLE_PLAN.safety.haltSwitches;
  const readAs = { env: 'HALT', fileEnv: 'HALT_FILE', file: '/etc/brake/HALTED' };
  const haltSwitches = first === undefined || second === undefined ? [] : [{ ...first, readAs }, second];
  const asked = { ...SAMPLE_PLAN.agents[0]?.contract, must: [{ text: 'x', check: [rule] }] };
  const contract = { mustNever: [], endpoints: [], safetyDependencies: [], ...asked };
  const plan = feedPlan({}, { haltSwitches });
  const pointing = [literal('HALT_FILE', '/etc/brake/HALTED')];
  run({
    'is mounted where env points': {
      rule,
      facts: feedWith({ environment: pointing, mounts: [mount('/etc/brake', 'brake')] }),
      plan,
      state: 'holds',
      says: /HALT_FILE=\/etc\/brake\/HALTED/,
    },
    'env points where nothing is mounted': {
      rule,
      facts: env(...pointing),
      plan,
      state: 'broken',
      says: /no volume is mounted/,
    },
    'by subPath never changes': {
      rule,
      facts: feedWith({
        environment: pointing,
        mounts: [mount('/etc/brake/HALTED', 'brake', { subPath: 'HALTED' })],
      }),
      plan,
      state: 'broken',
      says: /changes never reach it/,
    },
    'comes from a Secret': {
      rule,
      facts: env(fromSecret('HALT')),
      plan,
      state: 'cannot-see',
      says: /Secret/,
    },
    'is written into the spec': {
      rule,
      facts: env(literal('HALT', '1')),
      plan,
      state: 'broken',
      says: /follows no switch/,
    },
    'its map is missing': {
      rule,
      facts: [...env(fromMap('HALT', 'brake', 'HALTED')), config('brake', null)],
      plan,
      state: 'broken',
      says: /missing/,
    },
    'of a long name: its beginning is told': {
      rule,
      facts: env(literal('HALT_FILE', `/${'d'.repeat(400)}`)),
      plan,
      state: 'broken',
      says: /^Deployment feed: HALT_FILE=\/d{119}: no volume is mounted there$/,
    },
    'of a map with a long name: its beginning is told': {
      rule,
      facts: env(fromMap('HALT', 'm'.repeat(400), 'k')),
      plan,
      state: 'cannot-see',
      says: /^Deployment feed: HALT comes from ConfigMap m{214}$/,
    },
    'nothing reads it, and the contract speaks of other things': {
      rule,
      facts: env(),
      plan: feedPlan(
        { contract: { ...contract, must: [{ text: 'is polite' }, { text: 'y', check: ['resources'] }] } },
        { haltSwitches },
      ),
      state: 'not-applicable',
      says: /no kill switch/,
    },
    'nothing reads it, and the contract asks for none': {
      rule,
      facts: env(),
      plan,
      state: 'not-applicable',
      says: /no kill switch/,
    },
    'nothing reads it, though the contract asks': {
      rule,
      facts: env(),
      plan: feedPlan({ contract }, { haltSwitches }),
      state: 'broken',
      says: /takes no kill switch/,
    },
  });
});

describe('a kill switch of another namespace', () => {
  const workloads = [{ kind: 'Deployment' as const, name: 'feed', namespace: 'quay' }];
  const readAs = { env: 'HALT' };
  const haltSwitches = SAMPLE_PLAN.safety.haltSwitches.map((s) => ({ ...s, readAs }));
  const plan = feedPlan({ workloads }, { haltSwitches });
  const feed = (replicas: number) => [
    ...calmFacts(),
    workload('feed', {
      namespace: 'quay',
      desired: replicas,
      actual: replicas,
      containers: [container({ environment: [fromMap('HALT', 'brake', 'HALTED')] })],
    }),
  ];
  test.each([
    [1, 'broken'],
    [0, 'cannot-see'],
  ])('is a copy: with %i replicas %s', (replicas, state) => {
    expect(cell('kill-switch-mounted', 'feed', feed(replicas), plan)).toMatchObject({
      state,
      why: 'Deployment feed: HALT comes from ConfigMap brake of its own namespace: a copy that the plan does not name',
    });
  });
});

describe('source-status', () => {
  const rules = [
    'resources',
    'execution-disabled',
    'gate-bypass',
    'credentials-from-secrets',
    'image-pinned',
  ];
  const kept = calmFacts();
  const lost: [string, Fact[]][] = [
    ['the API server cannot be read', [...kept, ...POLLS.map((s) => blind(s))]],
    ['pods cannot be read', [...kept, blind('poll/Pod')]],
    ['only another namespace is seen', [...kept, sourceStatus('poll/Deployment', { scope: ['elsewhere'] })]],
    ['it was last read too long ago', [...kept, sourceStatus('poll/Deployment', { lastSeenAt: 0 })]],
    ['nothing was heard at all', []],
    [
      'its spec names no container',
      [...kept, workload('feed', { containers: [] }), pod('feed-1', 'feed', { containers: [] })],
    ],
    ['its workload does not exist', kept.filter((f) => !f.subject.includes('feed'))],
  ];
  test.each(lost)('%s: no rule of specs holds', (_name, facts) => {
    for (const rule of rules) {
      expect(cell(rule, 'feed', kept).state, rule).toBe('holds');
      const found = cell(rule, 'feed', facts);
      expect(found.state, rule).toBe('cannot-see');
      expect(found.why, rule).not.toBe('');
    }
  });

  test('evidence against stands when its source is unavailable', () => {
    const facts = [...env(literal('MODE', 'LIVE')), ...POLLS.map((s) => blind(s))];
    expect(cell('mode-not-live', 'feed', facts).state).toBe('broken');
  });

  test('a workload at zero is checked by its spec', () => {
    const containers = [container({ image: 'r/x:latest' })];
    const facts = [...calmFacts(), workload('crane', { desired: 0, actual: 0, ready: 0, containers })];
    expect(cell('image-pinned', 'crane', facts).state).toBe('broken');
  });

  test('an optional agent that does not exist is asked nothing', () => {
    const facts = calmFacts().filter((f) => !f.subject.includes('feed'));
    expect(cell('resources', 'feed', facts, feedPlan({ optional: true }))).toMatchObject({
      state: 'not-applicable',
      why: expect.stringContaining('optional'),
    });
  });

  test.each([
    ['a script', { workloads: [] }, /no workload/],
    [
      'an agent of which the plan does not know the workload',
      { workloads: [], workloadUndeclared: 'who knows' },
      /who knows/,
    ],
    [
      'a Cloud Run service of which nothing is read',
      { workloads: [], cloudRun: { service: 's' } },
      /not read yet/,
    ],
  ])('%s cannot be seen', (_name, change, says) => {
    expect(cell('resources', 'feed', calmFacts(), feedPlan(change))).toMatchObject({
      state: 'cannot-see',
      why: expect.stringMatching(says),
    });
  });
});

describe('a Cloud Run service that is read', () => {
  const plan = feedPlan({ workloads: [], cloudRun: { service: 's', urlEnv: 'U' } });
  const service = (environment: Env[]): Fact[] => [
    ...calmFacts(),
    searchedRegion(),
    cloudRun('s', { scaling: 'automatic', containers: [container({ environment })] }),
  ];

  test.each([
    ['mode-not-live', 'broken'],
    ['image-pinned', 'cannot-see'],
    ['resources', 'cannot-see'],
  ])('%s is told from its environment alone: %s', (rule, state) => {
    expect(cell(rule, 'feed', service([literal('MODE', 'LIVE')]), plan).state).toBe(state);
  });

  test.each([
    ['image-pinned', 'images'],
    ['resources', 'requests and limits'],
    ['kill-switch-mounted', 'mounts'],
    ['liveness-not-freshness', 'probes'],
  ])('%s says that its %s are not read', (rule, what) => {
    const asked = feedPlan({
      workloads: [],
      cloudRun: { service: 's', urlEnv: 'U' },
      contract: {
        must: [{ text: 'x', check: [rule] }],
        mustNever: [],
        endpoints: [],
        safetyDependencies: [],
      },
    });
    expect(cell(rule, 'feed', service([]), asked)).toMatchObject({
      state: 'cannot-see',
      why: `Cloud Run service s: its ${what} are not read`,
      evidence: [{ subject: 'Cloud Run service s' }],
    });
  });
});
