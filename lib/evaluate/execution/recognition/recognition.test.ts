/** Executors in every disguise, suspects with what makes them count, and innocents. */

import { describe, expect, test } from 'vitest';
import { container, literal, mount, NOW, pod, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { ContainerSpec, Fact, PodValue, WorkloadValue } from '../../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../../facts/ledger.ts';
import { marketAt } from '../../../market/market.ts';
import type { NotExecutor, Plan } from '../../../plan/schema.ts';
import { inventoryOf, liveEntries } from '../inventory.ts';
import { executorsRunBy } from './phrases.ts';
import type { Recognition } from './recognise.ts';

const plan = (executors: Partial<Plan['safety']['executors']> = {}): Plan => ({
  ...SAMPLE_PLAN,
  safety: {
    ...SAMPLE_PLAN.safety,
    brokerCredentials: { variablePrefixes: ['BROKER_'], secrets: ['broker'], agents: [] },
    executors: {
      ...SAMPLE_PLAN.safety.executors,
      names: ['execution-agent', 'execution-engine'],
      modules: ['execution_service'],
      ...executors,
    },
  },
});
const PLAN = plan();

const inventory = (facts: readonly Fact[], by = PLAN, now = NOW) =>
  inventoryOf({ plan: by, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now });

/** Of the last fact. */
function recognised(facts: readonly Fact[], by = PLAN, now = NOW): Recognition {
  const last = facts.at(-1)?.subject;
  const found = inventory(facts, by, now).runnables.find(
    ({ kind, namespace, name }) => `${kind}/${namespace}/${name}` === last,
  )?.recognition;
  if (found === undefined) throw new Error('nothing runs');
  return found;
}

const FAR = 'kube-system';
const far = (name: string, value: Partial<WorkloadValue> = {}): Fact =>
  workload(name, { namespace: FAR, ...value });
const farPod = (name: string, value: Partial<PodValue> = {}): Fact =>
  pod(name, 'helper', { namespace: FAR, ...value });
const running = (...words: string[]): Partial<WorkloadValue> => ({
  containers: [container({ command: words })],
});
const withArgs = (...args: string[]): Partial<WorkloadValue> => ({ containers: [container({ args })] });
const labelled = (key: string, value = 'execution-agent') => ({ labels: { [key]: value } });

describe('an executor outside the mesh, with no other sign', () => {
  test.each([
    'execution-agent',
    'desk-execution-engine',
    'prod-execution-agent-v2',
    'agenttrader.execution-agent',
    'execution-agent-7',
    'execution-agent2',
    'execution-agentv2',
    'executionagent',
    'my-executionengine',
    'execution-agents',
    'execution-agent-redis',
  ])('by the name of its workload, %s', (name) => {
    expect(recognised([far(name)]).is).toBe('executor');
    expect(recognised([farPod(`${name}-7d9f-x`)]).is).toBe('executor');
  });

  test.each([
    'execution_engine',
    'executionEngine',
    'ExecutionEngine',
    'EXECUTION_ENGINE',
    'Execution.Engine',
    'execution:engine',
    'desk/execution/engine',
    'ExecutionEngineV2',
  ])('by what it starts, in whatever case: %s', (name) => {
    expect(recognised([far('helper', running(name))]).is).toBe('executor');
  });

  test.each([
    'execution-agent',
    'r/desk-execution-engine:7',
    'registry.example:5000/desk/execution-agent/runtime:1.2',
    'localhost/execution_engine@sha256:0f1e',
    'europe-docker.pkg.dev/desk/execution/agent:latest',
    'registry.example/Execution-Engine:2@sha256:00',
    'execution-agent/runtime:1',
    'execution.engine:2',
  ])('by a part of the path of its image, %s', (image) => {
    expect(recognised([far('helper', { containers: [container({ image })] })]).is).toBe('executor');
  });

  test.each([
    ['python', '-m', 'backend.services.execution_engine.app'],
    ['python3.12', '-u', '-m', 'backend.services.execution_service.app'],
    ['python', '-mexecution_engine'],
    ['python', '-u', 'execution_engine'],
    ['python', '-m', 'uvicorn', '--host', '0.0.0.0', 'execution_engine.app:app'],
    ['python', '-c', 'from execution_engine.app import main; main()'],
    ['uvicorn', 'execution_engine.app:app'],
    ['uvicorn', '--port', '8080', '--reload', 'execution_engine.app:app'],
    ['gunicorn', '-c', '/etc/conf.py', '-b', ':80', 'execution_engine.wsgi'],
    ['celery', '-A', 'execution_engine.tasks', 'worker'],
    ['flask', '--app', 'execution_engine', 'run'],
    ['node', 'dist/execution-engine.js'],
    ['node', '--require', './trace.js', 'dist/execution-engine.js'],
    ['npm', 'run', 'execution-agent'],
    ['java', '-Xmx1g', '-jar', '/app/execution-engine.jar'],
    ['java', '-cp', '/app/lib/*', 'desk.trade.ExecutionEngine'],
    ['/opt/bin/execution-agent', '--port', '80'],
    ['/usr/bin/tini', '--', '/opt/bin/execution-agent'],
    ['gosu', 'app', '/opt/execution-agent'],
    ['timeout', '3600', '/opt/execution-agent'],
    ['env', 'A=b', '/opt/execution-agent'],
    ['env', '-S', 'python -m execution_engine'],
    ['/entrypoint.sh', 'execution-engine'],
    ['sh', '-c', 'exec python -m execution_engine.app'],
    ['/bin/bash', '-euo', 'pipefail', '-c', 'cd /srv && exec python -m execution_engine.app --once'],
    ['sh', '-c', 'set -e export A=b python -m execution_engine.app'],
    ['sh', '-c', 'cd /srv/execution-engine; ./main'],
    ['sh', '-c', "sh -c 'python -m execution_engine'"],
    ['sh', '-c', 'migrate || true; /opt/execution-agent'],
  ])('by its command %s %s %s %s', (...words) => {
    expect(recognised([far('helper', running(...words))]).is).toBe('executor');
    const [first = '', ...rest] = words;
    const split = { containers: [container({ command: [first], args: rest })] };
    expect(recognised([far('helper', split)]).is).toBe('executor');
  });

  test.each([['-m', 'execution_engine.app'], ['execution-engine'], ['uvicorn', 'execution_engine.app:app']])(
    'by its arguments, where they name the program: %s',
    (...args) => {
      expect(recognised([far('helper', withArgs(...args))]).is).toBe('executor');
    },
  );

  test.each<[string, Fact]>([
    ['the label app', far('x', labelled('app'))],
    ['the label of its name', far('x', labelled('app.kubernetes.io/name', 'desk-execution-agent'))],
    ['the label of its component', far('x', labelled('app.kubernetes.io/component'))],
    ['the old label of an add-on', far('x', labelled('k8s-app'))],
    ['a label of its pod template', far('x', { podLabels: { component: 'execution-agent' } })],
    ['a label of its pod', farPod('x', labelled('name'))],
    ['a container', far('x', { containers: [container(), container({ name: 'executionEngine' })] })],
    ['an init container', far('x', { containers: [container({ name: 'execution-agent', role: 'init' })] })],
    ['its own name, where its owner has another', farPod('execution-agent-0')],
    [
      'the name of its owner',
      farPod('x', { owner: { kind: 'Pilot', name: 'execution-agent', group: 'd.x' } }),
    ],
    ['the kind of its owner', far('x', { owner: { kind: 'ExecutionAgent', name: 'a', group: 'd.x' } })],
    ['the group of its owner', far('x', { owner: { kind: 'Agent', name: 'a', group: 'execution-agent.d' } })],
  ])('by %s', (_sign, fact) => {
    expect(recognised([fact]).is).toBe('executor');
  });

  test('by the owner of its owner, whatever both are called', () => {
    const cron = far('nightly', { kind: 'CronJob', ...labelled('app') });
    const job = far('n-1', { kind: 'Job', owner: { kind: 'CronJob', name: 'nightly', group: 'batch' } });
    const owner = { kind: 'Job', name: 'n-1', group: 'batch' };
    const found = inventory([cron, job, farPod('n-1-x', { owner, workload: owner })]);
    expect(found.runnables.map((r) => r.executor)).toEqual([true, true, true]);
  });

  test('by its workload alone, where what stands between is not read', () => {
    const workloadOf = { kind: 'Deployment', name: 'helper', group: 'apps' };
    const owner = { kind: 'ReplicaSet', name: 'helper-1', group: 'apps' };
    const facts = [far('helper', labelled('app')), farPod('helper-1-x', { owner, workload: workloadOf })];
    expect(recognised(facts).is).toBe('executor');
  });

  test('not by owners that own each other: then neither is one', () => {
    const owned = (name: string, by: string) =>
      far(name, { kind: 'Job', owner: { kind: 'Job', name: by, group: 'batch' } });
    const found = inventory([owned('a', 'b'), owned('b', 'a')]);
    expect(found.runnables.map((r) => r.recognition.is)).toEqual(['plain', 'plain']);
  });

  test('by a word, an image or a module that the plan adds, and by the two last nowhere else', () => {
    const by = plan({ words: ['order-router'], images: ['desk/placer'], modules: ['orders.send'] });
    const image = (path: string) => far('x', { containers: [container({ image: path })] });
    const is = (fact: Fact) => recognised([fact], by).is;
    expect(is(far('eu-order-router-2'))).toBe('executor');
    expect([is(image('r.example/desk/placer:1')), is(far('desk-placer'))]).toEqual(['executor', 'plain']);
    const started = far('x', running('python', '-m', 'orders.send'));
    expect([is(started), is(far('orders-send'))]).toEqual(['executor', 'plain']);
  });
});

const sign = (environment: ContainerSpec['environment']) => ({ containers: [container({ environment })] });
const named = (name: string, ...names: string[]) => ({ ...literal(name, ''), names });

const filled = (name: string, origin: 'config-map' | 'secret') => ({ ...literal(name, ''), origin });
/** A shell that starts what a variable says. */
const startedBy = (
  environment: ContainerSpec['environment'],
  maps: readonly string[] = [],
  script = 'exec $PROGRAM',
): Partial<WorkloadValue> => {
  const environmentFrom = maps.map((name) => ({ kind: 'config-map' as const, name }));
  return { containers: [container({ command: ['sh', '-c', script], environment, environmentFrom })] };
};

/** One weak sign each, as the object has it. */
const WEAK: [string, Partial<WorkloadValue>][] = [
  ['label app.kubernetes.io/instance=execution-agent', labelled('app.kubernetes.io/instance')],
  ['label team=execution-agent', labelled('team', 'the-execution-agent')],
  ['label execution-agent=execution-agent', labelled('execution-agent', 'true')],
  ['annotation of=execution-engine', { annotations: { of: 'execution engine of the desk' } }],
  ['annotation x/run=execution-agent', { podAnnotations: { 'x/run': 'execution-agent' } }],
  ['argument=execution-agent', running('/app/main', '--role', 'execution-agent')],
  ['argument=execution-agent', running('/app/main', 'serve', 'execution-agent')],
  ['env RUN_EXECUTION_AGENT=execution-agent', sign([literal('RUN_EXECUTION_AGENT', '1')])],
  ['env APP_MODULE=execution-engine', sign([named('APP_MODULE', 'execution-engine')])],
  ['image=execution-agent', { containers: [container({ image: 'r/mono:execution-agent-7' })] }],
  ['image=execution-agent', { containers: [container({ image: 'execution-agent.example/mono:7' })] }],
  ['image=execution-agent', { containers: [container({ image: 'execution-agent:5000/mono:7' })] }],
  ['image=execution-agent', { containers: [container({ image: 'r.x:5000/mono:execution-agent-7' })] }],
  [
    'env X=execution-agent',
    sign([{ ...literal('X', ''), ref: { configMap: 'execution-agent', key: 'X', optional: false } }]),
  ],
  ['mount=execution-agent', { containers: [container({ mounts: [mount('/x', 'execution-agent')] })] }],
  ['env X=execution-agent', sign([{ ...literal('X', ''), secret: 'execution-agent' }])],
  ['mount=execution-agent', { containers: [container({ mounts: [mount('/srv/execution-agent', null)] })] }],
  [
    'mount=execution-agent',
    { containers: [container({ mounts: [mount('/x', null, { secret: 'execution-agent' })] })] },
  ],
  [
    'mount=execution-agent',
    { containers: [container({ mounts: [mount('/x', 'm', { subPath: 'execution-agent' })] })] },
  ],
  ['program out of=PROGRAM', startedBy([filled('PROGRAM', 'config-map')])],
  ['program out of=PROGRAM', startedBy([filled('PROGRAM', 'secret')])],
  ['program out of=PROGRAM', startedBy([literal('OTHER', 'x')], ['settings'])],
  [
    'serviceAccount=execution-agent',
    { containers: [container({ traces: ['serviceAccount=execution-agent'] })] },
  ],
  [
    'envFrom=execution-agent',
    { containers: [container({ environmentFrom: [{ kind: 'secret', name: 'execution-agent' }] })] },
  ],
];

describe('a weak sign', () => {
  test.each(WEAK)('%s counts in the mesh', (what, value) => {
    expect(recognised([workload('x', value)])).toMatchObject({
      is: 'suspect',
      signs: [what],
      beside: 'namespace',
    });
  });

  test.each(WEAK)('%s counts beside broker credentials', (_what, value) => {
    const containers = [
      ...(value.containers ?? []),
      container({ environment: [literal('BROKER_KEY', 'x')] }),
    ];
    expect(recognised([far('x', { ...value, containers })])).toMatchObject({
      is: 'suspect',
      beside: 'credentials',
    });
  });

  test.each(WEAK)('%s alone says nothing elsewhere', (_what, value) => {
    expect(recognised([far('x', value)]).is).toBe('plain');
  });

  test('counts with an image of the mesh, or one from the same folder', () => {
    const aside = container({ image: 'r.example/tools/wait:1', role: 'init' });
    const feed = workload('feed', { containers: [container({ image: 'r.example/mesh/feed:3' }), aside] });
    const of = (image: string) =>
      recognised([feed, far('x', { ...labelled('team'), containers: [container({ image })] })]);
    expect(of('r.example/mesh/feed@sha256:1')).toMatchObject({ is: 'suspect', beside: 'image' });
    expect(of('r.example/mesh/other:1')).toMatchObject({ is: 'suspect', beside: 'image' });
    expect(of('r.example/other/feed:1').is).toBe('plain');
    expect(of('r.example/tools/wait:1').is).toBe('plain');
  });

  test('is a namespace of that name, beside broker credentials', () => {
    const containers = [container({ environment: [literal('BROKER_KEY', 'x')] })];
    expect(recognised([workload('x', { namespace: 'execution-agent', containers })])).toMatchObject({
      is: 'suspect',
      signs: ['namespace=execution-agent'],
    });
  });
});

describe('no sign', () => {
  test.each([
    'HALTED',
    'HALTED_FILE',
    'BROKER_EXECUTION_AGENT',
    'EXECUTION_AGENT_BASE_URL',
    'EXECUTION_AGENT_HOST',
    'EXECUTION_AGENT_SERVICE_HOST',
    'EXECUTION_AGENT_SERVICE_PORT_HTTP',
    'EXECUTION_AGENT_PORT_8080_TCP_ADDR',
    'EXECUTION_ENGINE_PORT',
    'EXECUTION_ENGINE_ADDR',
    'NO_PROXY',
  ])('is the variable %s', (name) => {
    const environment = { ...PLAN.safety.environment, enables: ['BROKER_EXECUTION_AGENT'] };
    const by = { ...PLAN, safety: { ...PLAN.safety, environment } };
    expect(recognised([workload('x', sign([named(name, 'execution-agent')]))], by).is).toBe('plain');
  });

  test('is a variable that a probe of the plan takes its address from', () => {
    const probes = [
      {
        id: 'up',
        kind: 'metrics' as const,
        path: '/',
        target: { via: 'url' as const, urlEnv: 'EXECUTION_AGENT_API' },
      },
    ];
    const [first, ...others] = PLAN.agents;
    if (first === undefined) throw new Error('no agent');
    const by = { ...PLAN, agents: [{ ...first, probes }, ...others] };
    const value = sign([named('EXECUTION_AGENT_API', 'execution-agent')]);
    expect(recognised([workload('x', value)]).is).toBe('suspect');
    expect(recognised([workload('x', value)], by).is).toBe('plain');
  });

  test.each<[string, Partial<WorkloadValue>]>([
    ['a URL among its arguments', running('/app/main', '--peer', 'http://execution-agent:8080/state')],
    ['a host with a port', running('/app/main', 'execution-agent.trading-floor:8080')],
    ['an address by its option', running('/app/main', '--execution-agent-url', 'execution-agent')],
    [
      'a program out of a variable that stands in the open',
      startedBy([literal('PROGRAM', 'x')], ['settings']),
    ],
    ['a program out of a variable of the image', startedBy([filled('OTHER', 'config-map')])],
    [
      'what the last of two variables replaces',
      startedBy([filled('PROGRAM', 'secret'), literal('PROGRAM', 'x')]),
    ],
    ['options out of a ConfigMap', startedBy([], ['settings'], 'exec $JAVA_OPTS')],
    ['an argument out of a ConfigMap', startedBy([], ['settings'], '/app/main --to $PROGRAM')],
    ['an address by its option in two parts', running('/app/main', '--execution-agent-url=execution-agent')],
    ['half of a name', running('python', '-m', 'execution.worker')],
    ['words that do not follow each other', labelled('team', 'execution-of-agent')],
  ])('is %s', (_what, value) => {
    expect(recognised([workload('x', value)]).is).toBe('plain');
  });

  test.each([
    'workflow-execution-controller',
    'execution',
    'agent',
    'executioner-agent',
    'agent-execution',
    'execution-plane-agent',
    'search-engine',
    'ingress-nginx-controller',
    'argocd-application-controller',
    'datadog-agent',
    'prometheus-node-exporter',
  ])('is a workload called %s', (name) => {
    const image = `registry.k8s.io/${name}:v1.2.3`;
    const value = { ...labelled('app.kubernetes.io/name', name), containers: [container({ name, image })] };
    expect(recognised([far(name, value)]).is).toBe('plain');
    expect(recognised([workload(name, value)]).is).toBe('plain');
  });

  test('is the node that a static pod is mirrored from', () => {
    const node = 'gke-execution-agent-pool-1';
    const owner = { kind: 'Node', name: node, group: '' };
    const fact = farPod(`kube-proxy-${node}`, { node, owner, workload: owner });
    expect(recognised([fact]).is).toBe('plain');
    for (const name of [`execution-agent-${node}`, 'execution-agent'])
      expect(recognised([farPod(name, { node, owner, workload: owner })]).is).toBe('executor');
    const custom = { ...owner, group: 'desk.example' };
    expect(recognised([farPod('x', { node, owner: custom, workload: custom })]).is).toBe('executor');
  });
});

describe('the value of a variable', () => {
  test.each([
    ['execution_engine.app:app', ['execution-engine']],
    ['python -m backend.services.execution_service.app', ['execution_service']],
    ['/srv/execution-agent/bin', ['execution-agent']],
    ['http://execution-agent:8080', []],
    ['tcp://10.0.0.1:80, execution-agent.floor.svc.cluster.local', []],
    ['execution-agent:8080', []],
    ['halted', []],
    [`${'x'.repeat(1_000)} execution_engine`, []],
  ])('%s names %j', (value, names) => {
    expect(executorsRunBy(PLAN, value)).toEqual(names);
  });
});

const ENTRY: NotExecutor = {
  workload: { kind: 'StatefulSet', namespace: 'pier', name: 'execution-agent-redis' },
  signs: ['name=execution-agent', 'label app.kubernetes.io/instance=execution-agent'],
  image: 'docker.io/library/redis',
  by: 'ada',
  why: 'a cache',
  until: '2026-11-20',
};
const REDIS: Partial<WorkloadValue> = {
  kind: 'StatefulSet',
  labels: { 'app.kubernetes.io/instance': 'execution-agent' },
  containers: [container({ image: 'docker.io/library/redis:7.2@sha256:00' })],
};
const DAY = 86_400_000;

describe('what the plan lists as no executor', () => {
  const listing = (change: Partial<NotExecutor> = {}) => plan({ notExecutors: [{ ...ENTRY, ...change }] });
  const redis = (value: Partial<WorkloadValue> = {}) =>
    workload('execution-agent-redis', { ...REDIS, ...value });

  test('is none while the entry holds, its pods included, and the entry is counted once', () => {
    const owner = { kind: 'StatefulSet', name: 'execution-agent-redis', group: 'apps' };
    const { labels = {}, containers = [] } = REDIS;
    const own = { 'statefulset.kubernetes.io/pod-name': 'execution-agent-redis-0', ...labels };
    const its = pod('execution-agent-redis-0', 'x', { owner, workload: owner, labels: own, containers });
    const found = inventory([redis(), its], listing());
    expect(found.runnables.map((r) => r.recognition.is)).toEqual(['listed', 'listed']);
    expect([found.executors, found.executorPods, liveEntries(found)]).toEqual([[], [], 1]);
  });

  test('is counted by its entries', () => {
    const cache = { ...ENTRY, workload: { ...ENTRY.workload, name: 'execution-agent-cache' } };
    const found = inventory(
      [redis(), workload('execution-agent-cache', REDIS)],
      plan({ notExecutors: [ENTRY, cache] }),
    );
    expect(liveEntries(found)).toBe(2);
  });

  test.each<[string, Fact, Partial<NotExecutor>, number, string]>([
    ['a new sign', redis({ annotations: { of: 'execution-agent' } }), {}, NOW, 'entry-new-sign'],
    ['another image', redis({ containers: [container({ image: 'redis:7' })] }), {}, NOW, 'entry-other-image'],
    [
      'a container more',
      redis({ containers: [...(REDIS.containers ?? []), container()] }),
      {},
      NOW,
      'entry-other-image',
    ],
    ['the end of its last day', redis(), {}, Date.parse('2026-11-20') + DAY, 'entry-ended'],
    ['an instant', redis(), { until: '2026-11-20T10:00:00-05:00' }, NOW, 'entry-ended'],
  ])('is one again by %s', (_what, fact, change, now, code) => {
    expect(recognised([fact], listing(change), now)).toMatchObject({ is: 'executor', lapse: { code } });
  });

  test.each<[string, Fact]>([
    ['of another namespace', redis({ namespace: 'far' })],
    ['of another kind', redis({ kind: 'Deployment' })],
    ['of another name', workload('execution-agent-cache', REDIS)],
  ])('says nothing of one %s', (_what, fact) => {
    expect(recognised([fact], listing())).toMatchObject({ is: 'executor', entry: null });
  });

  test('is never the full name with an executor’s image or program, and may be the name alone', () => {
    const workloadOf = { kind: 'Deployment', namespace: 'pier', name: 'execution-agent' };
    const by = (image: string, signs: string[]) => listing({ workload: workloadOf, image, signs });
    const own = workload('execution-agent', { containers: [container({ image: 'r/execution-engine:1' })] });
    expect(
      recognised([own], by('r/execution-engine', ['name=execution-agent', 'image=execution-engine'])),
    ).toMatchObject({ is: 'executor', lapse: { code: 'entry-beyond-doubt' } });
    const other = workload('execution-agent', { containers: [container({ image: 'r/nginx:1' })] });
    expect(recognised([other], by('r/nginx', ['name=execution-agent'])).is).toBe('listed');
  });

  test('may run one of several images', () => {
    const image = ['docker.io/library/redis', 'docker.io/library/exporter:3'];
    expect(recognised([redis()], listing({ image })).is).toBe('listed');
    const exporter = container({ image: 'docker.io/library/exporter:4' });
    expect(recognised([redis({ containers: [exporter] })], listing({ image })).is).toBe('listed');
  });

  test('keeps a suspect from being one', () => {
    const workloadOf = { kind: 'Deployment', namespace: 'pier', name: 'x' };
    const by = listing({ workload: workloadOf, image: 'r/x', signs: ['label team=execution-agent'] });
    expect(recognised([workload('x', labelled('team'))], by).is).toBe('listed');
    expect(recognised([workload('x', labelled('crew'))], by)).toMatchObject({
      is: 'suspect',
      lapse: { code: 'entry-new-sign' },
    });
  });
});
