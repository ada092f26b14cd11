import { describe, expect, test } from 'vitest';
import type { PodValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { runningPod } from '#testing/collectors/pods.ts';
import { type Instance, instancesOf } from './targets.ts';

const podValue = (name: string, more: Partial<PodValue> = {}): PodValue => runningPod(name, 'feed', more);

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
/** The URL that a probe's own path is asked at, or why it is not. */
const firstOf = ({ places, problem }: Instance) => {
  const [place] = places;
  if (place === undefined) return { problem: text(problem) };
  return 'url' in place ? place.url.href : place;
};
const asks = (pods: PodValue[], plan = workloadPlan(), inCluster = false) =>
  instancesOf({ plan, pods, inCluster, env: {} }).map((asked) => [asked.instance, firstOf(asked)]);

describe('a workload', () => {
  test('is asked at each of its running pods, through the pod proxy from outside', () => {
    expect(asks([podValue('b'), podValue('a')])).toEqual([
      ['floor/a', { proxyPath: '/api/v1/namespaces/floor/pods/a:8080/proxy/healthz' }],
      ['floor/b', { proxyPath: '/api/v1/namespaces/floor/pods/b:8080/proxy/healthz' }],
    ]);
  });
  test('is asked although it is not ready: a stale pod has left its Service and still reports its age', () => {
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
  test('with many pods is asked at each of them, in turn', () => {
    expect(asks(Array.from({ length: 30 }, (_, i) => podValue(`p${i}`)))).toHaveLength(30);
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
    return firstOf(instance);
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

test.each([
  ['/v1/projects/p/databases/(default)/documents/tenants/t', '/tenants/t'],
  ['/v1/projects/p/databases/(default)/documents', ''],
])('an older Firestore document lies beside all tenants: %s', (base, within) => {
  const target = { via: 'url', urlEnv: 'FEED_URL' };
  const probe = { id: 'p', kind: 'firestore-heartbeat', path: '/ops/feed', fallbacks: ['/ops/old'], target };
  const plan = planOf([{ name: 'feed', probes: [probe] }]);
  const env = { FEED_URL: `https://firestore.googleapis.com${base}` };
  const [instance] = instancesOf({ plan, pods: [], inCluster: false, env });
  const root = 'https://firestore.googleapis.com/v1/projects/p/databases/(default)/documents';
  expect(instance?.places).toEqual(
    [`${within}/ops/feed`, '/ops/old'].map((path) => ({ url: new URL(`${root}${path}`) })),
  );
});

describe('the paths of older builds', () => {
  const feed = (target: object) => ({
    name: 'feed',
    workloads: [{ kind: 'Deployment', name: 'feed' }],
    probes: [
      {
        id: 'p',
        kind: 'marketdata-heartbeat',
        path: '/healthz',
        fallbacks: ['/beat', '/ops/status'],
        target,
      },
    ],
  });
  const placesOf = (target: object, inCluster = false, env = {}) =>
    instancesOf({ plan: planOf([feed(target)]), pods: [podValue('a')], inCluster, env })[0]?.places;
  const byWorkload = { via: 'workload', workload: 'feed', port: 8080 };

  test.each([
    [
      'through the pod proxy',
      () => placesOf(byWorkload),
      ['/healthz', '/beat', '/ops/status'].map((path) => ({
        proxyPath: `/api/v1/namespaces/floor/pods/a:8080/proxy${path}`,
      })),
    ],
    [
      'at the pod',
      () => placesOf(byWorkload, true),
      ['/healthz', '/beat', '/ops/status'].map((path) => ({ url: new URL(`http://10.0.0.7:8080${path}`) })),
    ],
    [
      'at the service',
      () => placesOf({ ...byWorkload, service: 'feed-svc' }, true),
      ['/healthz', '/beat', '/ops/status'].map((path) => ({
        url: new URL(`http://feed-svc.floor.svc:8080${path}`),
      })),
    ],
    [
      'at the URL',
      () => placesOf({ via: 'url', urlEnv: 'FEED_URL' }, false, { FEED_URL: 'http://127.0.0.1:9/base' }),
      ['/healthz', '/beat', '/ops/status'].map((path) => ({
        url: new URL(`http://127.0.0.1:9/base${path}`),
      })),
    ],
  ])('is asked %s, in the order of the plan', (_, places, expected) => expect(places()).toEqual(expected));

  test('counts as another build when the pod is replaced, restarted in place or given another image', () => {
    const buildOf = (more: Partial<PodValue> = {}) =>
      instancesOf({
        plan: planOf([feed(byWorkload)]),
        pods: [podValue('a', more)],
        inCluster: false,
        env: {},
      })[0]?.build;
    const state = {
      name: 'c',
      ready: true,
      restarts: 0,
      state: 'running',
      reason: null,
      message: null,
      startedAt: 5,
      lastExit: null,
    } as const;
    const builds = [
      buildOf(),
      buildOf({ uid: 'another' }),
      buildOf({ states: [state] }),
      buildOf({ states: [{ ...state, restarts: 1 }] }),
    ];
    expect(new Set(builds).size).toBe(builds.length);
    expect(buildOf({ ready: false })).toBe(buildOf());
  });
});

describe('a key that an endpoint wants', () => {
  const KEY = 'practice-key-0123';
  const keyed = (value: string | undefined) => {
    const target = { via: 'workload', workload: 'feed', port: 8080 };
    const probe = {
      id: 'p',
      kind: 'execution-state',
      path: '/state',
      target,
      keyEnv: 'FEED_KEY',
      keyHeader: 'X-Feed-Key',
    };
    const plan = planOf([
      { name: 'feed', workloads: [{ kind: 'Deployment', name: 'feed' }], probes: [probe] },
    ]);
    return instancesOf({ plan, pods: [podValue('a')], inCluster: false, env: { FEED_KEY: value } })[0];
  };

  test('goes along under the header that the plan names', () => {
    expect(keyed(` ${KEY}\n`)).toMatchObject({ problem: null, key: { header: 'X-Feed-Key', value: KEY } });
  });
  test('that is not set: nothing is asked', () => {
    expect(keyed(undefined)).toMatchObject({
      problem: say('setting-key-unset', { variable: 'FEED_KEY' }),
      places: [],
      key: null,
    });
  });
  test.each(['short', `${KEY}\nX-Evil: 1`, `${KEY} with blanks`, `"${KEY}"`, 'ключ-ключ-ключ'])(
    '%j is no key, and the problem quotes nothing of it',
    (value) => {
      const asked = keyed(value);
      expect(asked).toMatchObject({ places: [], key: null });
      expect(JSON.stringify(asked)).not.toContain(value.slice(0, 5));
    },
  );
});
