import { describe, expect, test } from 'vitest';
import type { PodValue } from '#lib/ledger/fact.ts';
import { planOf } from '../testing/agents.ts';
import { instancesOf } from './targets.ts';

const podValue = (name: string, more: Partial<PodValue> = {}): PodValue => ({
  namespace: 'floor',
  name,
  uid: name,
  resourceVersion: '1',
  labels: {},
  owner: null,
  workload: { kind: 'Deployment', name: 'feed' },
  createdAt: null,
  phase: 'Running',
  reason: null,
  terminating: false,
  ready: true,
  node: null,
  ip: '10.0.0.7',
  unschedulable: null,
  containers: [],
  states: [],
  ...more,
});

const workloadPlan = (
  target: Record<string, unknown> = {},
  ref: Record<string, unknown> = {},
  path = '/healthz',
) =>
  planOf([
    {
      name: 'feed-agent',
      workloads: [{ kind: 'Deployment', name: 'feed', ...ref }],
      probes: [
        {
          id: 'p',
          kind: 'process-health',
          path,
          target: { via: 'workload', workload: 'feed', port: 8080, ...target },
        },
      ],
    },
  ]);
const asks = (pods: PodValue[], plan = workloadPlan(), inCluster = false) =>
  instancesOf({ plan, pods, inCluster, env: {} }).map(({ instance, ask }) => [
    instance,
    'url' in ask ? ask.url.href : ask,
  ]);

describe('a workload', () => {
  test('is asked at each of its running pods, through the pod proxy from outside', () => {
    expect(asks([podValue('b'), podValue('a')])).toEqual([
      ['floor/a', { proxyPath: '/api/v1/namespaces/floor/pods/a:8080/proxy/healthz' }],
      ['floor/b', { proxyPath: '/api/v1/namespaces/floor/pods/b:8080/proxy/healthz' }],
    ]);
  });
  test('is asked although it is not ready: a stale pod has left its Service and still tells its age', () => {
    expect(asks([podValue('a', { ready: false })])).toHaveLength(1);
  });
  test.each([
    ['a pod that has not started', podValue('a', { phase: 'Pending' })],
    ['a pod that ends', podValue('a', { terminating: true })],
    ['another workload’s pod', podValue('a', { workload: { kind: 'Deployment', name: 'other' } })],
    ['a pod outside the mesh', podValue('a', { namespace: 'elsewhere' })],
  ])('%s is not asked', (_, pod) => expect(asks([pod])).toEqual([]));
  test('with a namespace of its own is asked there only', () => {
    expect(
      asks([podValue('a'), podValue('b', { namespace: 'annex' })], workloadPlan({}, { namespace: 'annex' })),
    ).toMatchObject([['annex/b', {}]]);
  });
  test('with many pods is asked at ten of them', () => {
    expect(asks(Array.from({ length: 30 }, (_, i) => podValue(`p${i}`)))).toHaveLength(10);
  });
  test('is asked by its address from within the cluster, an IPv6 one too', () => {
    const pods = [podValue('a'), podValue('b', { ip: 'fd00::7' }), podValue('c', { ip: null })];
    expect(asks(pods, workloadPlan(), true)).toEqual([
      ['floor/a', 'http://10.0.0.7:8080/healthz'],
      ['floor/b', 'http://[fd00::7]:8080/healthz'],
      ['floor/c', { problem: 'the pod has no address yet' }],
    ]);
  });
  test('with a service is asked by its DNS name from within the cluster', () => {
    expect(asks([podValue('a')], workloadPlan({ service: 'feed-svc' }), true)).toEqual([
      ['floor/feed-svc', 'http://feed-svc.floor.svc:8080/healthz'],
    ]);
  });
  test.each(['/../../../../secrets', '/%2e%2e/%2e%2e/x', '/..'])(
    'a path %s that would leave the pod is not asked',
    (path) => {
      expect(asks([podValue('a')], workloadPlan({}, {}, path))).toEqual([
        ['floor/a', { problem: `the path ${path} leaves the pod` }],
      ]);
    },
  );
});

describe('a URL of the environment', () => {
  const ask = (value: string | undefined, path = '/health') => {
    const probes = [{ id: 'p', kind: 'process-health', path, target: { via: 'url', urlEnv: 'FEED_URL' } }];
    const [instance] = instancesOf({
      plan: planOf([{ name: 'feed', probes }]),
      pods: [],
      inCluster: false,
      env: { FEED_URL: value },
    });
    if (!instance) throw new Error('no instance');
    return 'url' in instance.ask ? instance.ask.url.href : instance.ask;
  };
  test.each([
    ['https://feed.example', 'https://feed.example/health'],
    ['https://feed.example/', 'https://feed.example/health'],
    [' http://127.0.0.1:9/cloud-run/feed/ ', 'http://127.0.0.1:9/cloud-run/feed/health'],
  ])('%s is asked at %s', (value, href) => expect(ask(value)).toBe(href));
  test.each([
    [undefined, 'FEED_URL is not set'],
    ['  ', 'FEED_URL is not set'],
    ['feed.example', 'FEED_URL is not an http or https URL'],
    ['ftp://feed.example', 'FEED_URL is not an http or https URL'],
    ['https://me:s3cr3t@feed.example', 'FEED_URL must not hold user information'],
    ['https://feed.example?token=s3cr3t', 'FEED_URL must not hold a query'],
  ])('%s is a problem that quotes nothing of it', (value, problem) => {
    expect(ask(value)).toEqual({ problem });
    expect(problem).not.toContain('s3cr3t');
  });
});
