/** The namespaces that the plan names, each asked by its name. */

import { expect, test } from 'vitest';
import type { SourceAvailability } from '#lib/facts/fact.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { Cluster, refusal } from '#testing/pipeline/cluster.ts';
import { startCollectors } from '#testing/pipeline/collectors.ts';
import { EventClock } from '#testing/pipeline/event-clock.ts';
import { clientOf } from '#testing/pipeline/network.ts';
import { namespacesOf } from './named-namespaces.ts';

const workload = (name: string, namespace: string) => ({ kind: 'Deployment', name, namespace });
const beat = {
  id: 'beat',
  kind: 'config-heartbeat',
  path: '/data/last_seen',
  target: { via: 'config-map', namespace: 'beats', configMap: 'beat' },
};
const PLAN = planOf([{ name: 'feed', workloads: [workload('feed', 'yard')], probes: [beat] }]);

test('every namespace that the plan names anywhere is one of them, once', () => {
  expect(namespacesOf(PLAN)).toEqual(['floor', 'annex', 'yard', 'beats']);
});

/** What is said of each namespace after so many seconds; `answer` may stand in for the cluster's own. */
async function heard(
  seconds: number,
  answer: (name: string, second: number) => ReturnType<typeof refusal> | null,
) {
  const clock = new EventClock(Date.parse('2026-11-20T15:15:00Z'));
  clock.install(() => 0.5);
  const began = clock.now();
  const cluster = new Cluster(() => clock.now());
  const said = new Map<string, SourceAvailability>();
  const collectors = startCollectors({
    ...{ plan: PLAN, clock, env: {}, withoutCloudRun: true },
    http: clientOf({
      answer({ url }) {
        const name = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(url.pathname)?.[1];
        const own = name === undefined ? null : answer(name, (clock.now() - began) / 1000);
        return own ?? cluster.answer(url);
      },
      watch: (url, options) => cluster.watch(url, options),
    }),
    say: (facts) => {
      for (const fact of facts)
        if (fact.kind === 'source-status' && fact.subject.startsWith('namespace/') && fact.value !== null)
          said.set(fact.subject.slice('namespace/'.length), fact.value);
    },
  });
  await clock.passUntil(began + seconds * 1000);
  await collectors.stop();
  clock.uninstall();
  return (name: string) => said.get(name);
}

test('one that is there is seen, and one that is not is seen to be missing', async () => {
  const of = await heard(2, (name) =>
    name === 'annex' ? refusal(404, 'namespaces "annex" not found') : null,
  );
  expect(of('floor')).toMatchObject({ state: 'seen', count: 1, cause: null });
  expect(of('annex')).toMatchObject({ state: 'seen', count: 0, cause: null });
});

test('one that was created meanwhile is seen within half a minute', async () => {
  const of = await heard(33, (name, second) =>
    name === 'annex' && second < 5 ? refusal(404, 'namespaces "annex" not found') : null,
  );
  expect(of('annex')).toMatchObject({ count: 1 });
});

test('a credential that may not ask claims nothing', async () => {
  const of = await heard(2, () => refusal(403, 'namespaces is forbidden'));
  expect(of('floor')).toMatchObject({ state: 'unasked', cause: { code: 'cause-forbidden' } });
});

test('a 404 that is not the API server’s own is no answer to the question', async () => {
  const of = await heard(2, () => refusal(404, 'page not found', 'Page'));
  expect(of('floor')).toMatchObject({ state: 'unasked' });
});

test('a server in trouble changes nothing that was known', async () => {
  const of = await heard(40, (_, second) =>
    second > 10 ? refusal(503, 'starting', 'ServiceUnavailable') : null,
  );
  expect(of('floor')).toMatchObject({ state: 'seen', count: 1 });
});
