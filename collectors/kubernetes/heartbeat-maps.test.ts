/** ConfigMaps that hold heartbeats: watched by name, reduced to the one key that the plan names, and not polled. */

import http from 'node:http';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeClock } from '#platform/clock.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { ScratchApi, status } from '#testing/collectors/scratch-api.ts';
import { until } from '#testing/collectors/scratch-server.ts';
import { type KubernetesSource, startKubernetesSource } from './source.ts';

let api: ScratchApi;
let source: KubernetesSource;

const PLAN = planOf([
  {
    name: 'feed',
    probes: [
      {
        id: 'beat',
        kind: 'config-heartbeat',
        path: '/data/last_seen',
        target: { via: 'config-map', namespace: 'floor', configMap: 'beat' },
      },
    ],
  },
]);

beforeEach(async () => {
  api = await ScratchApi.start();
});
afterEach(async () => {
  await source.stop();
  await api.server.close();
});

function start(): void {
  const agent = new http.Agent({ keepAlive: true });
  const agents = { list: agent, safety: agent, watch: new http.Agent(), probe: agent };
  source = startKubernetesSource({
    permissionReview: false,
    credentials: {
      contextName: 'scratch',
      server: api.server.url,
      namespace: 'floor',
      inCluster: false,
      connection: async () => ({ headers: {}, auth: undefined, agents }),
      refresh: () => {},
      close: () => agent.destroy(),
    },
    plan: PLAN,
    clock: makeClock(0),
    log: pino({ level: 'silent' }),
    timings: { listTimeout: 300, pollEvery: 40, backoffFirst: 10, backoffLast: 60, retryEvery: 50 },
    say: () => {},
  });
}

const seen = () => {
  const status = source.config('floor', 'beat');
  return 'config' in status ? (status.config?.data ?? null) : status.unseen;
};

test('is not known until its watch was read, and then has only the plan’s key', async () => {
  api.put('ConfigMap', 'floor', 'beat', { data: { last_seen: 'a', password: 'hunter2' } });
  start();
  expect(seen()).toBe('not read yet');
  await until('the list', () => typeof seen() === 'object');
  expect(seen()).toEqual({ last_seen: 'a' });
});

test('follows its watch, and a missing map is distinct from an unknown one', async () => {
  start();
  await until('absence', () => seen() === null && 'absent');
  await until('the watch', () => api.watching('ConfigMap') > 1);
  api.put('ConfigMap', 'floor', 'beat', { data: { last_seen: 'b' } });
  await until('the event', () => JSON.stringify(seen()) === '{"last_seen":"b"}');
  api.remove('ConfigMap', 'floor', 'beat');
  await until('the deletion', () => seen() === null && 'absent');
});

test('costs no poll', async () => {
  start();
  await until('some polls', () => api.asked(/configmaps\/halt$/) > 3);
  expect(api.asked(/configmaps\/beat$/)).toBe(0);
});

test('a map that may not be read is unknown, with the reason', async () => {
  api.intervene = (url, _request, response) => {
    const refused = url.search.includes('beat');
    if (refused) status(response, 403, 'configmaps is forbidden', 'Forbidden');
    return refused;
  };
  start();
  await until('the reason', () => /403/.test(String(seen())));
});
