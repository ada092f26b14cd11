import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fact, factSchema, type PodValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { probeIntervalMs } from '#lib/plan/probe-interval.ts';
import { makeClock } from '#platform/clock.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { runningPod } from '#testing/collectors/pods.ts';
import { type ScratchServer, startScratchServer, until } from '#testing/collectors/scratch-server.ts';
import { fetchAnswer } from '../http/exchange.ts';
import type { ReadOnlyTransport } from '../kubernetes/transport.ts';
import type { WatchedConfig } from './interpret.ts';
import { type Probes, startProbes } from './source.ts';

const HEALTHY = '{"status":"ok","service":"feed"}';
let server: ScratchServer;
let facts: Fact[];
let probes: Probes | null;
let pods: PodValue[];
let watchedConfig: WatchedConfig;

beforeEach(async () => {
  server = await startScratchServer((_, response) => response.end(HEALTHY));
  facts = [];
  pods = [];
  watchedConfig = { unseen: 'not read yet' };
  probes = null;
});
afterEach(async () => {
  probes?.stop();
  await server.close();
});

const byUrl = { via: 'url', urlEnv: 'FEED_URL' };
const byWorkload = { via: 'workload', workload: 'feed', port: 8080 };
const feed = (target: object, more: object = {}) => ({
  name: 'feed',
  workloads: [{ kind: 'Deployment', name: 'feed' }],
  probes: [{ id: 'p', kind: 'process-health', path: '/health', target, intervalSeconds: 0.03, ...more }],
});

/** The API server's transport, pointed at the scratch server. */
const transport: ReadOnlyTransport = {
  get: async (path, { timeoutMs, maxBytes, signal }) => {
    const exchange = { url: new URL(path, server.url), headers: {}, agent: undefined };
    return { ...(await fetchAnswer(exchange, { timeoutMs, maxBytes, signal })), startedAt: 0 };
  },
  stream: () => Promise.reject(new Error('not used')),
};

const start = (
  agents: object[],
  env: Record<string, string | undefined> = { FEED_URL: server.url },
  firstWithinMs = Number.POSITIVE_INFINITY,
): Probes => {
  probes = startProbes({
    plan: planOf(agents.map((agent) => ({ ...agent }))),
    pods: () => pods,
    config: () => watchedConfig,
    tokens: null,
    transport,
    inCluster: false,
    env,
    firstWithinMs,
    clock: makeClock(0),
    say: (said) => facts.push(...said),
    log: pino({ level: 'silent' }),
  });
  return probes;
};

const outcome = (subject = 'probe/feed/p/FEED_URL') => {
  const value = facts.findLast((fact) => fact.kind === 'probe' && fact.subject === subject)?.value;
  return value && 'outcome' in value ? value : null;
};
const answers = () => facts.filter(({ kind, value }) => kind === 'answer' && value !== null);

test('an answer with evidence gives two facts of the agreed shape, dated by the start of the request', async () => {
  const began = Date.now();
  start([feed(byUrl)]);
  const answer = await until('an answer', () => answers()[0]);
  expect(answer.observedAt).toBeGreaterThanOrEqual(began);
  expect(answer.value).toMatchObject({
    contract: 'process-health',
    agent: 'feed',
    probe: 'p',
    instance: 'FEED_URL',
    healthy: true,
    status: 200,
  });
  expect(outcome()).toMatchObject({ outcome: 'answered', status: 200 });
  for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
});

describe('a server that answers with anything', () => {
  test.each<[string, Parameters<typeof startScratchServer>[0], string]>([
    ['nothing', () => {}, 'timeout'],
    [
      'one byte at a time',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      },
      'timeout',
    ],
    [
      'a hundred megabytes',
      (_, response) => {
        response.writeHead(200);
        response.write(Buffer.alloc(100_000_000, ' '));
      },
      'too-large',
    ],
    [
      'a redirect to itself',
      (request, response) => response.writeHead(302, { location: request.url }).end(),
      'redirected',
    ],
    ['HTML', (_, response) => response.end('<h1>ok</h1>'), 'unparsable'],
    ['a cut connection', (request) => request.socket.destroy(), 'unreachable'],
    [
      'another agent’s answer',
      (_, response) => response.end('{"status":"ok","service":"stranger"}'),
      'wrong-identity',
    ],
  ])('%s is reported as such, and recovers', async (_, handle, expected) => {
    server.handle = handle;
    start([feed(byUrl)]);
    expect((await until('an outcome', () => outcome()))?.outcome).toBe(expected);
    expect(answers()).toEqual([]);
    server.handle = (_request, response) => response.end(HEALTHY);
    await until('healed', () => outcome()?.outcome === 'answered');
  });

  test('is asked once at a time', async () => {
    let open = 0;
    let most = 0;
    server.handle = (_, response) => {
      open += 1;
      most = Math.max(most, open);
      response.on('close', () => {
        open -= 1;
      });
      setTimeout(() => response.end(HEALTHY), 100);
    };
    start([feed(byUrl)]);
    await until('five answers', () => answers().length >= 5);
    expect(most).toBe(1);
  });
});

test('a URL that is not set is published once, not asked and not repeated', async () => {
  start(
    [
      feed(byUrl),
      {
        ...feed(byUrl),
        name: 'other',
        probes: [
          {
            id: 'q',
            kind: 'process-health',
            path: '/',
            target: { via: 'url', urlEnv: 'SET_URL' },
            intervalSeconds: 0.03,
          },
        ],
      },
    ],
    {
      SET_URL: server.url,
    },
  );
  await until('the other one asked often', () => server.requests.length > 5);
  expect(facts.filter(({ subject }) => subject === 'probe/feed/p/FEED_URL')).toHaveLength(1);
  expect(outcome()).toMatchObject({
    outcome: 'not-configured',
    message: say('setting-url-unset', { variable: 'FEED_URL' }),
    status: null,
  });
});

test('while somebody waits, each is asked soon, however long its interval', async () => {
  server.handle = (_request, response) => response.end(HEALTHY);
  const hourly = ['p', 'q', 'r', 's'].map((name) => ({
    ...feed(byUrl, { id: name, intervalSeconds: 300 }),
    name,
  }));
  start(hourly, { FEED_URL: server.url }, 20);
  await until('all four asked', () => server.requests.length === 4);
});

describe('pods', () => {
  test('that come are asked through the pod proxy, those that go are published as gone', async () => {
    start([feed(byWorkload)]);
    pods = [runningPod('a')];
    const subject = 'probe/feed/p/floor/a';
    await until('asked', () => outcome(subject)?.outcome === 'answered');
    expect(server.requests[0]).toBe('GET /api/v1/namespaces/floor/pods/a:8080/proxy/health');
    pods = [];
    const gone = await until(
      'gone',
      () =>
        facts.filter(({ value }) => value === null).length === 2 &&
        facts.filter(({ value }) => value === null),
    );
    expect(gone.map(({ kind }) => kind)).toEqual(['probe', 'answer']);
    expect(facts.at(-1)?.value).toBeNull();
  });

  test('that go while they are asked publish nothing more', async () => {
    let waiting = 0;
    server.handle = () => {
      waiting += 1;
    };
    start([feed(byWorkload)]);
    pods = [runningPod('a')];
    await until('asked', () => waiting > 0);
    pods = [];
    await until('gone', () => facts.some(({ value }) => value === null));
    expect(facts.every(({ value }) => value === null)).toBe(true);
  });
});

test('another plan is picked up: probes that it keeps go on, probes that it drops are gone', async () => {
  const running = start([feed(byUrl)]);
  await until('asked', () => answers().length > 0);
  running.setPlan(planOf([{ ...feed(byUrl), name: 'renamed', aliases: ['feed'] }]));
  await until('the new name', () => outcome('probe/renamed/p/FEED_URL')?.outcome === 'answered');
  expect(
    facts.filter(({ subject, value }) => subject === 'probe/feed/p/FEED_URL' && value === null),
  ).toHaveLength(2);
});

test('the pace follows criticality unless the plan gives the probe its own', () => {
  const pace = (criticality: string, more: object = { intervalSeconds: undefined }) => {
    const [agent] = planOf([{ ...feed(byUrl, more), criticality }]).agents;
    const [probe] = agent?.probes ?? [];
    return agent && probe ? probeIntervalMs(agent, probe) : null;
  };
  expect(['P0', 'P1', 'P2', 'P3'].map((criticality) => pace(criticality))).toEqual([
    1_000, 2_000, 5_000, 5_000,
  ]);
  expect(pace('P0', { intervalSeconds: 7 })).toBe(7_000);
});

test('many probes do not start in one burst', async () => {
  const starts: number[] = [];
  server.handle = (_, response) => {
    starts.push(performance.now());
    response.end(HEALTHY);
  };
  start([feed(byWorkload, { intervalSeconds: 0.5 })]);
  pods = Array.from({ length: 10 }, (_, i) => runningPod(`p${i}`));
  await until('one round', () => starts.length >= 10);
  const round = starts.slice(0, 10);
  expect(Math.max(...round) - Math.min(...round)).toBeGreaterThan(250);
});

test('after the stop nothing is asked or published', async () => {
  const running = start([feed(byUrl)]);
  await until('asked', () => answers().length > 0);
  running.stop();
  const said = facts.length;
  const ends = Date.now() + 120;
  await until('some time', () => Date.now() > ends);
  expect(facts.length).toBe(said);
});
