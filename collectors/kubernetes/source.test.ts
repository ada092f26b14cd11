import type http from 'node:http';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fact, factSchema } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { type Plan, planSchema } from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';
import { WORKLOAD_KINDS } from '#lib/vocabulary.ts';
import { makeClock } from '#platform/clock.ts';
import { deployment, pod } from '#testing/collectors/objects.ts';
import { json, ScratchApi, status } from '#testing/collectors/scratch-api.ts';
import { scratchCredentials } from '#testing/collectors/scratch-credentials.ts';
import { until } from '#testing/collectors/scratch-server.ts';
import { type KubernetesSource, startKubernetesSource } from './source.ts';
import type { Timings } from './timings.ts';

const FAST: Partial<Timings> = {
  listTimeout: 300,
  watchSilence: 60_000,
  pollEvery: 40,
  pollTimeout: 200,
  statusEvery: 100,
  versionEvery: 200,
  retryEvery: 50,
  scopeRetryEvery: 60,
  backoffFirst: 10,
  backoffLast: 60,
};

let api: ScratchApi;
let source: KubernetesSource | null = null;
let facts: Fact[];
let logged: string[] = [];

beforeEach(async () => {
  api = await ScratchApi.start();
  facts = [];
});
afterEach(async () => {
  await source?.stop();
  source = null;
  await api.server.close();
});

const plan = (more: Record<string, unknown> = {}): Plan =>
  planSchema.parse({
    schemaVersion: 1,
    mesh: { name: 'scratch', namespaces: ['floor', 'annex'], market: 'NYSE' },
    safety: {
      executors: { names: ['executor'] },
      haltSwitches: [{ id: 'halt', title: 'Halt', namespace: 'floor', configMap: 'halt', key: 'HALTED' }],
      liveModes: ['LIVE'],
      environment: { mode: 'AGENT_MODE', dryRun: [], enables: [], bypasses: [] },
      ...more,
    },
    agents: [
      {
        name: 'executor',
        role: 'r',
        kind: 'execution',
        modeDefault: 'OFF',
        runs: 'off',
        inputs: [],
        outputs: [],
        criticality: 'P0',
        owner: null,
        restartPolicy: 'none',
        slo: { text: 'none', objectivePercent: null, clock: 'none' },
        contract: { must: [], mustNever: [], endpoints: [], safetyDependencies: [] },
        workloads: [],
      },
    ],
    failures: [],
    escalations: [],
    cadence: [],
  });

function start(
  timings: Partial<Timings> = {},
  thePlan = plan(),
  say?: (said: Fact[]) => void,
  permissionReview = false,
): KubernetesSource {
  source = startKubernetesSource({
    credentials: scratchCredentials(api.server.url),
    plan: thePlan,
    permissionReview,
    clock: makeClock(0),
    log: pino({ level: 'error' }, { write: (line) => void logged.push(line) }),
    timings: { ...FAST, ...timings },
    say: say ?? ((said) => facts.push(...said)),
  });
  return source;
}

const of = (subject: string) => facts.filter((fact) => fact.subject === subject);
const last = (subject: string) => of(subject).at(-1);
/** The latest source status of a subject if it has this state, else null. */
const statusOf = (subject: string, state?: string) => {
  const value = facts.findLast((fact) => fact.kind === 'source-status' && fact.subject === subject)?.value;
  if (!value || !('state' in value) || !('scope' in value)) return null;
  return state === undefined || value.state === state ? value : null;
};
/** The text of why it is unavailable or incomplete. */
const causeOf = (subject: string, state: string) => text(statusOf(subject, state)?.cause ?? null);
const EXECUTOR = 'Deployment/floor/executor';

describe('the objects of the cluster', () => {
  test('are published for every kind, as facts of the agreed shape', async () => {
    api.put('Deployment', 'floor', 'executor', deployment(0));
    api.put('Deployment', 'elsewhere', 'executor', deployment(1, { replicas: 1 }));
    api.put('Pod', 'floor', 'p', pod({ kind: 'StatefulSet', name: 'gamma' }));
    api.put('Node', '', 'node-1', { status: { conditions: [{ type: 'Ready', status: 'True' }] } });
    api.put('ConfigMap', 'floor', 'halt', { data: { HALTED: '1', OTHER: 'x' } });
    start();
    for (const kind of [
      'Deployment',
      'StatefulSet',
      'ReplicaSet',
      'Pod',
      'Job',
      'CronJob',
      'HorizontalPodAutoscaler',
      'Node',
      'Event',
    ])
      expect((await until(`watch/${kind}`, () => statusOf(`watch/${kind}`, 'seen'))).scope).toBe('cluster');
    for (const kind of WORKLOAD_KINDS)
      expect((await until(`poll/${kind}`, () => statusOf(`poll/${kind}`, 'seen'))).lastSeenAt).not.toBeNull();
    expect(last('Deployment/elsewhere/executor')?.value).toMatchObject({ desired: 1 });
    expect(await until('the switch', () => last('ConfigMap/floor/halt')?.value)).toMatchObject({
      data: { HALTED: '1' },
    });
    expect(last('Node/node-1')?.value).toMatchObject({ ready: true });
    expect(await until('cluster', () => last('cluster')?.value)).toEqual({
      version: 'v1.30.1+practice',
      practice: true,
    });
    expect(source?.pods().map(({ name, workload }) => [name, workload?.name])).toEqual([['p', 'gamma']]);
    for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
    expect(api.server.requests.every((request) => request.startsWith('GET '))).toBe(true);
    expect(api.asked(/secrets/)).toBe(0);
  });

  test('changes as the watch tells it, at its receipt', async () => {
    api.put('Deployment', 'floor', 'executor', deployment(0));
    start({ pollEvery: 60_000 });
    await until('the watch', () => api.watching('Deployment') === 1);
    const before = Date.now();
    api.put('Deployment', 'floor', 'executor', deployment(1));
    const fact = await until('the change', () =>
      of(EXECUTOR).find(({ value }) => value && 'desired' in value && value.desired === 1),
    );
    expect(fact.source).toBe('watch/Deployment');
    expect(fact.observedAt).toBeGreaterThanOrEqual(before);
    api.remove('Deployment', 'floor', 'executor');
    expect((await until('the end', () => of(EXECUTOR).find(({ value }) => value === null)))?.source).toBe(
      'watch/Deployment',
    );
  });

  test('are published with the times of the last full read and of the last event', async () => {
    start({ pollEvery: 60_000 });
    const synced = (await until('seen', () => statusOf('watch/Node', 'seen'))).syncedAt ?? 0;
    expect(statusOf('watch/Node')).toMatchObject({ lastEventAt: null, unreadable: 0 });
    await until('the watch', () => api.watching('Node') === 1);
    api.tell('Node', '', {
      type: 'BOOKMARK',
      object: { kind: 'Node', metadata: { resourceVersion: '200' } },
    });
    const before = Date.now();
    api.put('Node', '', 'node-1', { status: { conditions: [{ type: 'Ready', status: 'True' }] } });
    const eventAt = (
      await until('the event', () => (statusOf('watch/Node')?.lastEventAt ? statusOf('watch/Node') : null))
    ).lastEventAt;
    expect(eventAt).toBeGreaterThanOrEqual(before);
    api.put('Node', '', 'node-2', { status: { conditions: 'none' } });
    expect(
      await until('unreadable', () =>
        statusOf('watch/Node')?.unreadable === 1 ? statusOf('watch/Node') : null,
      ),
    ).toMatchObject({
      syncedAt: synced,
    });
    expect(await until('the poll', () => statusOf('poll/Pod', 'seen'))).toMatchObject({
      lastEventAt: null,
    });
    expect(statusOf('poll/Pod')?.syncedAt).toBe(statusOf('poll/Pod')?.lastSeenAt);
  });

  test('comes page by page, and from the beginning again when the pages expire', async () => {
    for (let i = 0; i < 1_201; i++) api.put('StatefulSet', 'floor', `s${i}`, deployment(0));
    let expired = 0;
    api.intervene = (url, _, response) => {
      if (
        !url.pathname.endsWith('/statefulsets') ||
        url.searchParams.get('continue') !== '1000' ||
        expired > 1
      )
        return false;
      expired += 1;
      status(response, 410, 'The provided continue parameter is too old', 'Expired');
      return true;
    };
    start({ pollTimeout: 3_000, listTimeout: 3_000 });
    expect((await until('all', () => statusOf('watch/StatefulSet', 'seen'))).count).toBe(1_201);
    expect((await until('all', () => statusOf('poll/StatefulSet', 'seen'))).count).toBe(1_201);
    expect(expired).toBe(2);
  });
});

describe('the safety poll', () => {
  test('reads without a resourceVersion, and dates its facts by the start of its first request', async () => {
    api.intervene = (url, _, response) => {
      if (url.pathname !== '/apis/apps/v1/deployments' || url.searchParams.has('watch')) return false;
      const body = { kind: 'DeploymentList', metadata: { resourceVersion: '1' }, items: [] };
      setTimeout(() => json(response, 200, body), 60);
      return true;
    };
    start();
    const seen = await until('the poll', () => statusOf('poll/Deployment', 'seen'));
    const said = facts.find(({ value }) => value === seen)?.observedAt ?? 0;
    expect(said - (seen.lastSeenAt ?? 0)).toBeGreaterThanOrEqual(55);
    expect(api.asked(/deployments\?limit=500$/)).toBeGreaterThan(0);
    expect(
      api.server.requests.filter((request) => /resourceVersion/.test(request) && !/watch=1/.test(request)),
    ).toEqual([]);
  });

  test('finds changes that a watch did not report: a change, and an object that vanished', async () => {
    api.put('Deployment', 'floor', 'executor', deployment(0));
    start();
    await until('the first poll', () => statusOf('poll/Deployment', 'seen'));
    api.server.handle = ((handle) => (request: http.IncomingMessage, response: http.ServerResponse) => {
      if (!request.url?.includes('watch=1')) handle(request, response);
    })(api.server.handle);
    api.remove('Deployment', 'floor', 'executor', true);
    const gone = await until('the end', () => of(EXECUTOR).find(({ value }) => value === null));
    expect(gone.source).toBe('poll/Deployment');
  });

  test('of a ConfigMap that does not exist reports it as missing', async () => {
    start();
    await until('the poll', () => statusOf('poll/ConfigMap/floor/halt', 'seen'));
    expect(last('ConfigMap/floor/halt')).toMatchObject({ kind: 'config', value: null });
    api.put('ConfigMap', 'floor', 'halt', { data: { HALTED: '0' } });
    await until('the switch', () => last('ConfigMap/floor/halt')?.value);
  });

  test('does not take a 404 that is not the API server’s own for an answer', async () => {
    api.intervene = (url, _, response) => {
      if (!url.pathname.endsWith('/configmaps/halt')) return false;
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>not found</h1>');
      return true;
    };
    start();
    expect(
      (await until('blind', () => statusOf('poll/ConfigMap/floor/halt', 'blind'))).lastSeenAt,
    ).toBeNull();
  });

  test('that finds an unreadable object does not claim to be complete', async () => {
    api.put('Deployment', 'floor', 'executor', deployment(0));
    start();
    await until('seen', () => statusOf('poll/Deployment', 'seen') && api.watching('Deployment') === 1);
    api.put('Deployment', 'floor', 'executor', { spec: { replicas: 'none' } });
    const blind = await until('blind', () => statusOf('poll/Deployment', 'blind'));
    expect(text(blind.cause)).toMatch(/^1 could not be read, such as Deployment\/floor\/executor: spec\./);
    expect(await until('a caveat', () => causeOf('watch/Deployment', 'seen'))).toMatch(/could not be read/);
    expect(last(EXECUTOR)?.value).not.toBeNull();
    api.put('Deployment', 'floor', 'executor', deployment(0));
    await until('healed', () => statusOf('poll/Deployment', 'seen'));
  });

  test.each([
    ['garbage', 'not json'],
    ['another document', '{"kind":"Status","apiVersion":"v1","status":"Success"}'],
    ['a list of nothing known', '{"kind":"List","metadata":{}}'],
  ])('does not take %s with status 200 for an answer', async (_, body) => {
    api.intervene = (url, __, response) => {
      if (url.searchParams.has('watch') || url.pathname !== '/api/v1/pods') return false;
      response.writeHead(200).end(body);
      return true;
    };
    start();
    expect(text((await until('blind', () => statusOf('poll/Pod', 'blind'))).cause)).toBe(
      'the answer is not a Kubernetes list',
    );
  });

  test('polls only where the plan says that executors may live', async () => {
    start({}, plan({ executors: { names: ['executor'], scope: ['vault'] } }));
    expect((await until('seen', () => statusOf('poll/Deployment', 'seen'))).scope).toEqual(['vault']);
    expect(api.asked(/namespaces\/vault\/deployments/)).toBeGreaterThan(0);
  });
});

describe('a credential that may not', () => {
  const forbid = (match: (path: string) => boolean) => {
    api.intervene = (url, _, response) => {
      if (!match(url.pathname)) return false;
      status(response, 403, 'deployments.apps is forbidden', 'Forbidden');
      return true;
    };
  };

  test('read the whole cluster is used for each namespace of the plan, until it may again', async () => {
    api.put('Deployment', 'floor', 'executor', deployment(0));
    api.put('Deployment', 'elsewhere', 'other', deployment(0));
    forbid((path) => path === '/apis/apps/v1/deployments');
    start();
    expect(
      (
        await until('watch', () =>
          statusOf('watch/Deployment', 'seen')?.scope === 'cluster'
            ? null
            : statusOf('watch/Deployment', 'seen'),
        )
      ).scope,
    ).toEqual(expect.arrayContaining(['floor']));
    await until('both', () => JSON.stringify(statusOf('watch/Deployment')?.scope) === '["floor","annex"]');
    await until('both', () => JSON.stringify(statusOf('poll/Deployment')?.scope) === '["floor","annex"]');
    expect(of('Deployment/elsewhere/other')).toEqual([]);
    expect(statusOf('watch/Pod', 'seen')?.scope).toBe('cluster');
    api.intervene = () => false;
    await until('healed', () => statusOf('watch/Deployment', 'seen')?.scope === 'cluster');
    await until('healed', () => statusOf('poll/Deployment', 'seen')?.scope === 'cluster');
    await until('the rest', () => last('Deployment/elsewhere/other'));
  });

  test('read one namespace reads the others, and says which it does not', async () => {
    forbid((path) => path === '/apis/apps/v1/deployments' || path.includes('annex/deployments'));
    start();
    const polled = await until('poll', () => statusOf('poll/Deployment', 'seen'));
    expect(polled.scope).toEqual(['floor']);
    expect(text(polled.cause)).toContain('annex: 403: not allowed');
    await until('watch', () => JSON.stringify(statusOf('watch/Deployment', 'seen')?.scope) === '["floor"]');
  });

  test('read a kind at all is unavailable for that kind alone, and recovers', async () => {
    forbid((path) => path.includes('deployments'));
    start();
    expect(text((await until('blind', () => statusOf('poll/Deployment', 'blind'))).cause)).toContain(
      '403: not allowed',
    );
    expect((await until('blind', () => statusOf('watch/Deployment', 'blind'))).blindSince).not.toBeNull();
    await until('the rest', () => statusOf('poll/Pod', 'seen'));
    api.intervene = () => false;
    await until('healed', () => statusOf('poll/Deployment', 'seen'));
    expect((await until('healed', () => statusOf('watch/Deployment', 'seen'))).blindSince).toBeNull();
  });

  test('watch is not available by listing alone', async () => {
    api.intervene = (url, _, response) => {
      if (!url.searchParams.has('watch') || !url.pathname.endsWith('/nodes')) return false;
      status(response, 403, 'nodes is forbidden: cannot watch', 'Forbidden');
      return true;
    };
    start();
    await until('blind', () => statusOf('watch/Node', 'blind'));
    const before = facts.length;
    await until('more lists', () => api.asked(/nodes\?limit/) > 5);
    expect(
      facts
        .slice(before)
        .filter(
          ({ subject, value }) =>
            subject === 'watch/Node' && value && 'state' in value && value.state === 'seen',
        ),
    ).toEqual([]);
  });
});

describe('old and new clusters', () => {
  test('CronJobs of batch/v1beta1 and autoscalers of autoscaling/v1 are found', async () => {
    api.collections.delete('/apis/batch/v1/cronjobs');
    api.collections.set('/apis/batch/v1beta1/cronjobs', 'CronJob');
    api.collections.delete('/apis/autoscaling/v2/horizontalpodautoscalers');
    api.collections.set('/apis/autoscaling/v1/horizontalpodautoscalers', 'HorizontalPodAutoscaler');
    const template = deployment(0).spec;
    api.put('CronJob', 'floor', 'c', { spec: { jobTemplate: { spec: template } } });
    start();
    await until('seen', () => statusOf('poll/CronJob', 'seen'));
    await until('seen', () => statusOf('watch/HorizontalPodAutoscaler', 'seen'));
    expect(last('CronJob/floor/c')?.value).toMatchObject({ kind: 'CronJob', desired: 1 });
  });

  test('a kind in no version is absent when the cluster itself says so; a mere 404 proves nothing', async () => {
    api.collections.delete('/apis/batch/v1/cronjobs');
    api.intervene = (url, _, response) => {
      if (!url.pathname.includes('/deployments') && !url.pathname.includes('/horizontal')) return false;
      response.writeHead(404).end('404 page not found');
      return true;
    };
    start();
    expect(text((await until('absent', () => statusOf('poll/CronJob', 'absent'))).cause)).toBe(
      'this cluster has no CronJobs',
    );
    await until('absent', () => statusOf('watch/CronJob', 'absent'));
    await until('blind', () => statusOf('poll/Deployment', 'blind'));
    await until('blind', () => statusOf('watch/Deployment', 'blind'));
    await until('blind', () => statusOf('watch/HorizontalPodAutoscaler', 'blind'));
  });
});

describe('a watch that breaks', () => {
  const breaks: [string, () => void][] = [
    ['is cut', () => api.server.cut()],
    [
      'expires',
      () =>
        api.tell('Deployment', 'floor', {
          type: 'ERROR',
          object: { kind: 'Status', code: 410, reason: 'Expired' },
        }),
    ],
    [
      'fails inside',
      () => api.tell('Deployment', 'floor', { type: 'ERROR', object: { kind: 'Status', code: 500 } }),
    ],
    ['sends a line that does not parse', () => api.tell('Deployment', 'floor', '{"type":"ADDED","obj\n')],
    ['sends a line of another shape', () => api.tell('Deployment', 'floor', '[]\n')],
    [
      'sends an event of a kind that there is not',
      () => api.tell('Deployment', 'floor', { type: 'RENAMED', object: {} }),
    ],
    [
      'tells of an object without a name',
      () => api.tell('Deployment', 'floor', { type: 'DELETED', object: { metadata: { name: 'executor' } } }),
    ],
    [
      'sends a bookmark without a place',
      () => api.tell('Deployment', 'floor', { type: 'BOOKMARK', object: {} }),
    ],
    [
      'ends in several ways at once',
      () => {
        api.tell('Deployment', 'floor', '{"type":"ADDED","obj\n');
        api.tell('Deployment', 'floor', { type: 'ERROR', object: { kind: 'Status', code: 410 } });
        for (const response of api.responses('Deployment')) response.end();
        api.server.cut();
      },
    ],
  ];
  test.each(breaks)(
    'and %s is listed again: objects that vanished meanwhile are published as gone',
    async (_, breakIt) => {
      api.put('Deployment', 'floor', 'executor', deployment(0));
      start({ pollEvery: 60_000 });
      await until('the watch', () => api.watching('Deployment') === 1 && last(EXECUTOR));
      api.remove('Deployment', 'floor', 'executor', true);
      api.put('Deployment', 'floor', 'newcomer', deployment(0));
      breakIt();
      const gone = await until('the end', () => of(EXECUTOR).find(({ value }) => value === null));
      expect(gone.source).toBe('watch/Deployment');
      await until('the newcomer', () => last('Deployment/floor/newcomer'));
      expect((await until('seen', () => statusOf('watch/Deployment', 'seen'))).restarts).toBeGreaterThan(0);
      await until('one watch', () => api.watching('Deployment') === 1);
      expect(api.asked(/deployments\?.*watch=1/)).toBe(2);
    },
  );

  test('is not available by a line that cannot be read; the line is reported until one can be read', async () => {
    start({ pollEvery: 60_000 });
    await until('the watch', () => api.watching('Node') === 1);
    const seenAt = statusOf('watch/Node')?.lastSeenAt;
    const begun = api.asked(/nodes\?.*watch=1/);
    api.intervene = (url) => url.pathname === '/api/v1/nodes' && !url.searchParams.has('watch');
    api.tell('Node', '', '{"type":"MODI\n');
    const told = await until('told', () =>
      statusOf('watch/Node')?.restarts === 1 ? statusOf('watch/Node') : null,
    );
    expect(told).toMatchObject({ lastSeenAt: seenAt, unreadable: 1 });
    api.intervene = () => false;
    await until('the next watch', () => api.asked(/nodes\?.*watch=1/) > begun && api.watching('Node') === 1);
    // The timeout is short: the server's bookmark before its end is the line that proves the watch.
    expect(api.asked(/nodes\?.*timeoutSeconds=20/)).toBe(1);
    expect(api.asked(/nodes\?.*timeoutSeconds=4/)).toBe(1);
    await until('listed', () => (statusOf('watch/Node', 'seen')?.lastSeenAt ?? 0) > (seenAt ?? 0));
    expect(causeOf('watch/Node', 'seen')).toBe('1 watch line could not be read; listed anew each time');
    api.put('Node', '', 'node-1', { status: { conditions: [] } });
    await until('healed', () => statusOf('watch/Node')?.cause === null);
    expect(statusOf('watch/Node')?.unreadable).toBe(1);
  });

  test('and ends normally without a single line is listed again: its lines may have been lost', async () => {
    start({ pollEvery: 60_000 });
    await until('the watch', () => api.watching('Node') === 1);
    const [lists, ends] = [api.asked(/nodes\?limit/), Date.now() + 1_050];
    await until('a second', () => Date.now() > ends);
    for (const response of api.responses('Node')) response.end();
    await until('the list', () => api.asked(/nodes\?limit/) === lists + 1);
    expect(statusOf('watch/Node')).toMatchObject({ state: 'seen', cause: null });
  });

  test('a half-open connection is detected by its silence, and by the list that is not answered', async () => {
    start({ watchSilence: 150, listTimeout: 100, pollEvery: 60_000 });
    await until('the watch', () => api.watching('Node') === 1 && statusOf('watch/Node', 'seen'));
    api.intervene = () => true;
    const blind = await until('blind', () => statusOf('watch/Node', 'blind'));
    expect(text(blind.cause)).toBe('no full answer within 0.1 s');
    api.intervene = () => false;
    await until('healed', () => statusOf('watch/Node', 'seen') && api.watching('Node') === 1);
  });

  test('and is silent for too long is presumed dead and proven by a list', async () => {
    start({ watchSilence: 80, pollEvery: 60_000 });
    await until('the first', () => api.watching('Node') === 1);
    const lists = api.asked(/nodes\?limit/);
    await until('lists', () => api.asked(/nodes\?limit/) >= lists + 2);
    expect(await until('a caveat', () => causeOf('watch/Node', 'seen'))).toMatch(/fallen silent/);
    expect(
      facts.filter(
        ({ subject, value }) =>
          subject === 'watch/Node' && value && 'state' in value && value.state === 'blind',
      ),
    ).toEqual([]);
  });

  test('bookmarks keep it alive, and a watch that ends normally continues from its last version', async () => {
    start({ watchSilence: 200, pollEvery: 60_000 });
    await until('the watch', () => api.watching('Node') === 1);
    const bookmark = { type: 'BOOKMARK', object: { kind: 'Node', metadata: { resourceVersion: '4711' } } };
    const lists = api.asked(/nodes\?limit/);
    const beat = setInterval(() => api.tell('Node', '', bookmark), 30);
    const ends = Date.now() + 1_100;
    await until('a second', () => Date.now() > ends);
    expect(api.asked(/nodes\?limit/)).toBe(lists);
    clearInterval(beat);
    for (const response of api.responses('Node')) response.end();
    await until('the next watch', () => api.asked(/nodes\?.*watch=1.*resourceVersion=4711/) === 1);
    expect(api.asked(/nodes\?limit/)).toBe(lists);
  });

  test('a storm of watches that end at once is slowed down', async () => {
    api.intervene = (url, _, response) => {
      if (!url.searchParams.has('watch')) return false;
      response.writeHead(200).end();
      return true;
    };
    start({ backoffFirst: 50, backoffLast: 400, pollEvery: 60_000 });
    await until('some', () => api.asked(/nodes\?.*watch/) >= 3);
    const [watches, began] = [api.asked(/nodes\?.*watch/), Date.now()];
    await until('more', () => api.asked(/nodes\?.*watch/) >= watches + 2);
    expect(Date.now() - began).toBeGreaterThan(200);
  });
});

describe('an API server that is gone', () => {
  test('is reported with the reason, keeps the last known values, and recovers by itself', async () => {
    api.put('Deployment', 'floor', 'executor', deployment(0));
    start();
    await until('seen', () => statusOf('watch/Deployment', 'seen') && statusOf('poll/Deployment', 'seen'));
    const seenAt = statusOf('poll/Deployment')?.lastSeenAt ?? 0;
    await api.server.close();
    expect(text((await until('blind', () => statusOf('watch/Deployment', 'blind'))).cause)).toBe(
      'connection refused',
    );
    const blind = await until('blind', () => statusOf('poll/Deployment', 'blind'));
    expect(text(blind.cause)).toBe('connection refused');
    expect(blind.lastSeenAt).toBeGreaterThanOrEqual(seenAt);
    expect(of(EXECUTOR).filter(({ value }) => value === null)).toEqual([]);
    await api.server.reopen();
    await until('healed', () => statusOf('watch/Deployment', 'seen') && statusOf('poll/Deployment', 'seen'));
  });

  test('or accepts and never answers is reported too', async () => {
    api.intervene = () => true;
    start();
    expect(text((await until('blind', () => statusOf('watch/Pod', 'blind'))).cause)).toBe(
      'no full answer within 0.3 s',
    );
    expect(text((await until('blind', () => statusOf('poll/Pod', 'blind'))).cause)).toBe(
      'no full answer within 0.2 s',
    );
  });

  test.each([
    [401, '401: the token was refused'],
    [429, '429: the API server is overloaded'],
    [500, '500 from the API server: boom'],
    [302, '302: redirected elsewhere'],
  ])('or answers %i', async (code, reason) => {
    api.intervene = (_, __, response) => {
      status(response, code, 'boom');
      return true;
    };
    start();
    expect(text((await until('blind', () => statusOf('poll/Pod', 'blind'))).cause)).toBe(reason);
  });

  test('is repeated as unavailable while it lasts: silence is a fact too', async () => {
    await api.server.close();
    start({ pollEvery: 60_000 });
    await until('blind', () => statusOf('watch/Node', 'blind'));
    const said = of('watch/Node').length;
    await until('repeated', () => of('watch/Node').length >= said + 3);
    const [first, latest] = [of('watch/Node')[said], last('watch/Node')];
    expect(latest?.observedAt).toBeGreaterThan(first?.observedAt ?? 0);
    await api.server.reopen();
  });
});

test('a listener that throws ends nothing, and is logged once and counted', async () => {
  let calls = 0;
  logged = [];
  api.put('Deployment', 'floor', 'executor', deployment(0));
  start({}, plan(), (said) => {
    facts.push(...said);
    calls += 1;
    throw new Error('listener');
  });
  await until('seen', () => statusOf('watch/Deployment', 'seen'));
  await until('the watch', () => api.watching('Deployment') === 1);
  const before = calls;
  api.put('Deployment', 'floor', 'executor', deployment(1));
  await until('more', () => calls > before + 5);
  expect(source?.internalErrors()).toBeGreaterThan(5);
  expect(logged.filter((line) => line.includes('listener'))).toHaveLength(1);
});

describe('a watch and a poll', () => {
  const disagreements = () => facts.filter(({ kind }) => kind === 'disagreement');

  test('that disagree are reported, the watch is listed again, and it is over once they agree', async () => {
    api.put('Deployment', 'floor', 'executor', deployment(0));
    start();
    await until('the watch', () => api.watching('Deployment') === 1 && statusOf('poll/Deployment', 'seen'));
    const lists = api.asked(/deployments\?.*watch=1/);
    api.loses = true;
    api.put('Deployment', 'floor', 'executor', deployment(1));
    const told = await until('the disagreement', () => disagreements().find(({ value }) => value !== null));
    expect(told).toMatchObject({
      subject: EXECUTOR,
      value: {
        watch: say('object-replicas', { desired: 0, actual: 0 }),
        poll: say('object-replicas', { desired: 1, actual: 0 }),
        workload: { desired: 1 },
      },
    });
    expect(factSchema.safeParse(told).error).toBeUndefined();
    await until('the next watch', () => api.asked(/deployments\?.*watch=1/) > lists);
    await until('agreement', () => disagreements().at(-1)?.value === null);
  });

  test('about a kill switch too, and the disagreement is withdrawn with its plan', async () => {
    api.put('ConfigMap', 'floor', 'halt', { data: { HALTED: '1' } });
    const running = start({ listTimeout: 60_000 });
    await until(
      'the watch',
      () => api.watching('ConfigMap') === 1 && statusOf('poll/ConfigMap/floor/halt', 'seen'),
    );
    api.loses = true;
    // No new list of the watch is answered, so that it stays wrong.
    api.intervene = (url) => url.searchParams.has('fieldSelector') && !url.searchParams.has('watch');
    api.put('ConfigMap', 'floor', 'halt', { data: { HALTED: '0' } });
    const told = await until('the disagreement', () => disagreements().find(({ value }) => value !== null));
    expect(told.value).toMatchObject({
      kind: 'ConfigMap',
      watch: say('object-keys', { entries: 'HALTED=1' }),
      poll: say('object-keys', { entries: 'HALTED=0' }),
    });
    running.setPlan(plan());
    await until('withdrawn', () => disagreements().at(-1)?.value === null);
  });

  test('of a mesh that changes all the time never disagree', async () => {
    start({ pollEvery: 15, pollTimeout: 5_000, listTimeout: 5_000 });
    const kinds = ['Deployment', 'Pod', 'ConfigMap'] as const;
    await until('the watches', () => kinds.every((kind) => api.watching(kind) === 1));
    const polled = () => facts.filter(({ source: from }) => from.startsWith('poll/')).length;
    for (let i = 0; polled() < 150; i++) {
      api.put('Deployment', 'floor', 'executor', deployment(i % 3));
      if (i % 2 === 0) api.put('Pod', 'floor', 'p', pod(null), `uid-${i}`);
      else api.remove('Pod', 'floor', 'p');
      api.put('ConfigMap', 'floor', 'halt', { data: { HALTED: String(i) } });
      await new Promise((resolve) => setTimeout(resolve, i % 7));
    }
    expect(disagreements()).toEqual([]);
  }, 60_000);
});

describe('the permissions of the own credential', () => {
  const said = () => {
    const value = last('permissions')?.value;
    return value && 'review' in value ? value : null;
  };
  const withPowers = (namespace: string) => ({
    resourceRules: [{ verbs: ['patch'], apiGroups: ['apps'], resources: ['deployments'] }],
    nonResourceRules: [],
    incomplete: namespace === 'annex',
    evaluationError: namespace === 'annex' ? 'webhook authorizer does not support it' : undefined,
  });

  test('are asked in each namespace of the plan and in default, and this is the only request that is not a GET', async () => {
    start({}, plan(), undefined, true);
    expect(await until('an answer', said)).toMatchObject({
      review: 'asked',
      failure: null,
      namespaces: ['floor', 'annex', 'default'],
      incomplete: false,
      powers: [],
    });
    expect(said()?.checkedAt).toBeLessThanOrEqual(Date.now());
    for (const fact of of('permissions')) expect(factSchema.safeParse(fact).error).toBeUndefined();
    await until('the rest', () => statusOf('poll/Pod', 'seen'));
    const posts = api.server.requests.filter((request) => !request.startsWith('GET '));
    expect(new Set(posts)).toEqual(new Set(['POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews']));
    expect(posts).toHaveLength(3);
  });

  test('are published with what it could change, and say if the API server does not know all', async () => {
    api.permissions = withPowers;
    start({}, plan(), undefined, true);
    expect(await until('an answer', said)).toMatchObject({
      incomplete: true,
      evaluationError: 'webhook authorizer does not support it',
      powers: [
        { verbs: ['patch'], resources: ['deployments.apps'], namespaces: ['floor', 'annex', 'default'] },
      ],
    });
  });

  test('are asked again each hour, and a change meanwhile is published', async () => {
    start({ reviewEvery: 60 }, plan(), undefined, true);
    await until('an answer', said);
    api.permissions = withPowers;
    await until('the change', () => said()?.powers.length === 1);
  });

  test.each<[string, number, unknown, Message]>([
    [
      'forbidden',
      403,
      { kind: 'Status', apiVersion: 'v1', message: 'no' },
      say('cause-forbidden', { words: 'no' }),
    ],
    ['unknown to this server', 404, {}, say('cause-not-found', { words: null })],
    ['answered by something else', 201, { hello: 1 }, say('cause-not-review')],
    ['answered as nothing is that was created', 200, {}, say('cause-status', { status: 200, words: null })],
  ])('are not known if the question is %s; it is asked again soon', async (_, code, body, failure) => {
    api.intervene = (_url, request, response) => {
      if (request.method !== 'POST') return false;
      json(response, code, body);
      return true;
    };
    start({ reviewRetry: 40 }, plan(), undefined, true);
    expect(await until('a failure', said)).toMatchObject({ checkedAt: null, failure });
    api.intervene = () => false;
    await until('healed', () => said()?.failure === null);
  });

  test('stay as last known, with the reason for the missing answer', async () => {
    api.permissions = withPowers;
    start({ reviewEvery: 30, reviewRetry: 30 }, plan(), undefined, true);
    await until('an answer', () => said()?.powers.length === 1);
    api.intervene = (_, request, response) => {
      if (request.method === 'POST') status(response, 500, 'boom');
      return request.method === 'POST';
    };
    expect(await until('a failure', () => (said()?.failure ? said() : null))).toMatchObject({
      failure: say('cause-server-error', { status: 500, words: 'boom' }),
      powers: [{ verbs: ['patch'] }],
    });
  });

  test('are not asked at all when that is switched off, which is published', async () => {
    start({}, plan(), undefined, false);
    expect(await until('off', said)).toMatchObject({ review: 'off', checkedAt: null });
    await until('the rest', () => statusOf('poll/Pod', 'seen'));
    expect(api.server.requests.every((request) => request.startsWith('GET '))).toBe(true);
  });
});

test('another plan is picked up: known objects stay known, and objects that it no longer names are dropped', async () => {
  const running = start();
  await until('seen', () => statusOf('poll/ConfigMap/floor/halt', 'seen') && statusOf('poll/Pod', 'seen'));
  const other = [{ id: 'h', title: 'H', namespace: 'annex', configMap: 'brake', key: 'ON' }];
  const before = facts.length;
  running.setPlan(plan({ haltSwitches: other }));
  await until('the new switch', () => statusOf('poll/ConfigMap/annex/brake', 'seen'));
  expect(last('poll/ConfigMap/floor/halt')?.value).toBeNull();
  const availability = facts.slice(before).filter(({ subject }) => subject === 'poll/Pod');
  expect(availability.map(({ value }) => value && 'state' in value && value.state)).not.toContain('starting');
});

test('after the stop nothing is published, asked or left open', async () => {
  const running = start();
  await until('seen', () => statusOf('poll/Pod', 'seen') && api.watching('Pod') === 1);
  await running.stop();
  const said = facts.length;
  await until('the sockets to close', () => api.watching('Pod') === 0);
  const pass = (ms: number, from = Date.now()) => until('some time', () => Date.now() > from + ms);
  // Requests that left before the stop may still be on their way.
  await pass(100);
  const asked = api.server.requests.length;
  await pass(150);
  expect([facts.length, api.server.requests.length]).toEqual([said, asked]);
});
