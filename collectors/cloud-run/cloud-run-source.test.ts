/** The Cloud Run source against a local server that answers as the public reference documents. */

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CloudSearch, type Fact, factSchema } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { makeClock } from '#platform/clock.ts';
import { planOf } from '#testing/collectors/agents.ts';
import { type ScratchServer, startScratchServer, until } from '#testing/collectors/scratch-server.ts';
import { type CloudRunSource, startCloudRun } from './cloud-run-source.ts';
import type { GoogleTokens } from './google-token.ts';

const TOKEN = 'ya29.a-token-for-tests';
const tokens: GoogleTokens = { for: async () => TOKEN };
const EAST = '/v2/projects/p/locations/us-east1';
const WEST = '/v2/projects/p/locations/us-west1';
let server: ScratchServer;
let source: CloudRunSource | null;
let facts: Fact[];
/** Answers by path with its query, without the size of a page; anything else is an empty list. */
let answers: Record<string, { status?: number; body: unknown }>;

const service = (name: string, more: object = {}) => ({
  name: `projects/1/locations/us-east1/services/${name}`,
  scaling: { scalingMode: 'MANUAL', manualInstanceCount: 0 },
  template: { containers: [{}] },
  ...more,
});
const LOCATIONS = { locations: [{ locationId: 'us-east1' }, { locationId: 'us-west1' }] };
const NOT_FOUND = { error: { code: 404, status: 'NOT_FOUND' } };

beforeEach(async () => {
  facts = [];
  source = null;
  answers = { '/v1/projects/p/locations': { body: LOCATIONS } };
  server = await startScratchServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return void response.writeHead(401).end('{}');
    const path = (request.url ?? '').replace('?pageSize=100', '');
    const { status = 200, body } = answers[path] ?? { body: {} };
    response.writeHead(status).end(JSON.stringify(body));
  });
});
afterEach(async () => {
  source?.stop();
  await server.close();
});

const planFor = (id: string, regions?: string[]): Plan => {
  const base = planOf([{ name: 'executor' }]);
  return planSchema.parse({ ...base, safety: { ...base.safety, cloudRun: { projects: [{ id, regions }] } } });
};

type Options = { plan?: Plan; env?: object; tokens?: GoogleTokens | null; excluded?: boolean };

function start({ plan = planFor('p'), env = {}, excluded = false, ...more }: Options = {}) {
  source = startCloudRun({
    plan,
    env: { CLOUD_RUN_API_URL: server.url, ...env },
    tokens: more.tokens === undefined ? tokens : more.tokens,
    excluded,
    clock: makeClock(0),
    say: (said) => facts.push(...said),
    log: pino({ level: 'silent' }),
    searchEveryMs: 20,
  });
  return source;
}

const search = (): CloudSearch | null => {
  const value = facts.findLast((fact) => fact.kind === 'cloud-search')?.value;
  return value && 'projects' in value ? value : null;
};
const regions = () => search()?.projects[0]?.regions ?? [];
const status = () => {
  const value = facts.findLast((fact) => fact.kind === 'source-status')?.value;
  return value && 'scope' in value && 'state' in value ? value : null;
};
const searched = () =>
  until('a search', () => regions().length > 0 && regions().every(({ searchedAt }) => searchedAt !== null));
const objects = () => facts.filter((fact) => fact.kind === 'cloud-run').map(({ subject }) => subject);

describe('a search', () => {
  test('reads every list of every region that the API names, by GET, and dates it by its start', async () => {
    const began = Date.now();
    start();
    await searched();
    const lists = ['services', 'jobs', 'workerPools', 'instances'];
    const expected = [
      '/v1/projects/p/locations',
      ...[EAST, WEST].flatMap((at) => lists.map((l) => `${at}/${l}`)),
    ];
    expect(new Set(server.requests)).toEqual(new Set(expected.map((path) => `GET ${path}?pageSize=100`)));
    for (const { searchedAt, cause } of regions()) {
      expect(searchedAt).toBeGreaterThanOrEqual(began);
      expect(cause).toBeNull();
    }
    expect(status()).toMatchObject({ label: 'Cloud Run p', state: 'seen', cause: null, blindSince: null });
    for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
  });

  test('takes the regions of the plan alone where it names some', async () => {
    start({ plan: planFor('p', ['us-east1']) });
    await searched();
    expect(regions().map(({ name }) => name)).toEqual(['us-east1']);
    expect(server.requests.every((request) => request.includes('/us-east1/'))).toBe(true);
  });

  test('reads on after an empty page, and shows what stands on any', async () => {
    answers[`${EAST}/services`] = { body: { services: [], nextPageToken: 'a' } };
    answers[`${EAST}/services&pageToken=a`] = { body: { services: [service('one')], nextPageToken: 'b' } };
    answers[`${EAST}/services&pageToken=b`] = { body: { services: [service('two')] } };
    start();
    await searched();
    expect(objects()).toEqual(['CloudRun/p/us-east1/service/one', 'CloudRun/p/us-east1/service/two']);
  });

  test('publishes an object when it changes, and its absence once its list is read to the end', async () => {
    answers[`${EAST}/services`] = { body: { services: [service('one')] } };
    start();
    await searched();
    const rounds = () => facts.filter((fact) => fact.kind === 'cloud-search').length;
    const before = rounds();
    await until('two more rounds', () => rounds() > before + 2);
    expect(objects()).toHaveLength(1);
    answers[`${EAST}/services`] = { status: 403, body: {} };
    await until('it errs', () => status()?.state === 'blind');
    expect(objects()).toHaveLength(1);
    answers[`${EAST}/services`] = { body: {} };
    await until('it is gone', () => objects().length > 1);
    expect(facts.findLast((fact) => fact.kind === 'cloud-run')?.value).toBeNull();
    await until('it is seen again', () => status()?.state === 'seen');
  });

  test('a kind that the region does not have holds nothing, for the one kind that not every region has', async () => {
    answers[`${EAST}/instances`] = { status: 404, body: NOT_FOUND };
    start();
    await searched();
    answers[`${EAST}/workerPools`] = { status: 404, body: NOT_FOUND };
    await until('it is missed', () => status()?.state === 'blind');
    expect(text(status()?.cause ?? null)).toBe('us-east1: workerPools: 404 from the Cloud Run Admin API');
  });
});

describe('a region is not searched', () => {
  const endless = { body: { services: [], nextPageToken: 'a' } };
  test.each<[string, Record<string, { status?: number; body: unknown }>, string]>([
    [
      'if a permission is missing, while the other lists count',
      {
        [`${EAST}/jobs`]: { status: 403, body: {} },
        [`${EAST}/services`]: { body: { services: [service('one')] } },
      },
      'us-east1: jobs: 403: not allowed',
    ],
    [
      'if the API cannot reach it',
      { [`${EAST}/services`]: { body: { services: [], unreachable: ['projects/1/locations/us-east1'] } } },
      'us-east1: services: the Admin API cannot reach it',
    ],
    [
      'if a list does not end',
      { [`${EAST}/services`]: endless, [`${EAST}/services&pageToken=a`]: endless },
      'us-east1: services: the list does not end',
    ],
    [
      'if a later page errs',
      { [`${EAST}/services`]: endless, [`${EAST}/services&pageToken=a`]: { status: 404, body: {} } },
      'us-east1: services: 404 from the Cloud Run Admin API',
    ],
    [
      'if an object of it cannot be read',
      { [`${EAST}/services`]: { body: { services: [{ name: 7 }] } } },
      'us-east1: services: 1 could not be read, such as not what the Admin API lists',
    ],
    [
      'if the quota is used up',
      { [`${EAST}/services`]: { status: 429, body: {} } },
      'us-east1: services: 429: over the quota of the Cloud Run Admin API',
    ],
  ])('%s', async (_, broken, why) => {
    Object.assign(answers, broken);
    start({ plan: planFor('p', ['us-east1']) });
    await until('the cause', () => status()?.state === 'blind');
    expect(text(status()?.cause ?? null)).toBe(why);
    expect(regions()[0]).toMatchObject({ name: 'us-east1', searchedAt: null });
    if (why.includes('jobs')) expect(objects()).toHaveLength(1);
  });

  test('after an answer of 429 nothing more is asked for a while', async () => {
    answers[`${EAST}/services`] = { status: 429, body: {} };
    start({ plan: planFor('p', ['us-east1']) });
    await until('the cause', () => status()?.state === 'blind');
    const ends = Date.now() + 100;
    await until('some rounds’ time', () => Date.now() > ends);
    expect(server.requests).toHaveLength(1);
  });

  test('if nobody tells the regions, and the known ones are searched all the same', async () => {
    start();
    await searched();
    answers['/v1/projects/p/locations'] = { status: 403, body: {} };
    await until('the cause', () => status()?.state === 'blind');
    expect(text(status()?.cause ?? null)).toBe('locations: 403: not allowed');
    expect(regions().map(({ name, cause }) => [name, cause])).toEqual([
      ['us-east1', null],
      ['us-west1', null],
    ]);
  });

  test.each<[string, () => void | Promise<void>, RegExp]>([
    ['is not there', () => server.close(), /connection refused$/],
    [
      'answers without end',
      () => {
        server.handle = (_, response) => void response.end(`{"services":["${'x'.repeat(5_000_000)}"]}`);
      },
      /over|more|large|than/,
    ],
  ])('if the API %s; it keeps the last known object, and recovers', async (_, break_, reason) => {
    answers[`${EAST}/services`] = { body: { services: [service('one')] } };
    start({ plan: planFor('p', ['us-east1']) });
    await searched();
    const { handle } = server;
    await break_();
    await until('blind', () => status()?.state === 'blind');
    expect(text(status()?.cause ?? null)).toMatch(reason);
    expect(objects()).toHaveLength(1);
    server.handle = handle;
    if (_ === 'is not there') await server.reopen();
    await until('healed', () => status()?.state === 'seen' && status()?.blindSince === null);
  });
});

describe('nothing is asked', () => {
  const quiet = async () => {
    const ends = Date.now() + 100;
    await until('some rounds’ time', () => Date.now() > ends);
    expect(server.requests).toEqual([]);
  };
  test('if the operator excludes Cloud Run, and it is said', async () => {
    start({ excluded: true });
    await quiet();
    expect(facts.map(({ kind }) => kind)).toEqual(['cloud-search']);
    expect(search()).toEqual({ state: 'excluded', cause: null, projects: [] });
  });
  test('if no project is named', async () => {
    start({ plan: planOf([{ name: 'executor' }]) });
    await quiet();
    expect(search()).toEqual({ state: 'unset', cause: say('cause-no-project'), projects: [] });
  });
  test('if the variable of the parent is not set', async () => {
    start({ plan: planOf([{ name: 'executor', cloudRun: { service: 'x', parentEnv: 'PARENT' } }]) });
    await quiet();
    expect(search()).toMatchObject({ state: 'unset', cause: say('cause-unset', { variable: 'PARENT' }) });
  });
  test.each<[string, Options, string]>([
    ['no token', { tokens: null }, 'not configured: MISSION_CONTROL_GOOGLE_TOKEN is not set'],
    ['no URL', { env: { CLOUD_RUN_API_URL: 'ftp://x' } }, 'CLOUD_RUN_API_URL is not an http or https URL'],
  ])('with %s, and it is told', async (_, options, reason) => {
    start(options);
    await quiet();
    expect(text(status()?.cause ?? null)).toBe(reason);
    expect(text(search()?.projects[0]?.cause ?? null)).toBe(reason);
  });
});

test('one variable that leads nowhere leaves its part open beside what is searched', async () => {
  const base = planOf([{ name: 'executor', cloudRun: { service: 'x', parentEnv: 'PARENT' } }]);
  start({ plan: { ...base, safety: planFor('p', ['us-east1']).safety } });
  await searched();
  const cause = say('cause-unset', { variable: 'PARENT' });
  expect(search()?.projects.at(-1)).toEqual({ id: 'PARENT', cause, regions: [] });
});

test('another plan ends what it no longer names, and nothing is published after the stop', async () => {
  answers[`${EAST}/services`] = { body: { services: [service('one')] } };
  const running = start();
  await searched();
  facts.length = 0;
  running.setPlan(planFor('q', ['us-east1']));
  expect(facts.map(({ subject, kind, value }) => [subject, kind, value === null])).toEqual([
    ['cloud-run/p', 'source-status', true],
    ['CloudRun/p/us-east1/service/one', 'cloud-run', true],
    ['cloud-run', 'cloud-search', false],
    ['cloud-run/q', 'source-status', false],
  ]);
  await until('the new one', () => server.requests.some((request) => request.includes('/projects/q/')));
  running.stop();
  const said = facts.length;
  const ends = Date.now() + 100;
  await until('some rounds’ time', () => Date.now() > ends);
  expect(facts.length).toBe(said);
});

/** What the search last told of the regions, of whichever plan. */
const toldRegions = () =>
  facts.flatMap(({ value }) =>
    value !== null && 'projects' in value ? value.projects.flatMap(({ regions }) => regions) : [],
  );

test('a plan that reads objects alike leaves what was searched; another one reads them anew', async () => {
  const running = start();
  await searched();
  const other = { ...planFor('p'), agents: [] };
  facts.length = 0;
  running.setPlan({ ...planFor('p'), failures: [] });
  expect(toldRegions().map(({ searchedAt }) => searchedAt === null)).toEqual([false, false]);
  facts.length = 0;
  running.setPlan({
    ...other,
    safety: { ...other.safety, executors: { ...other.safety.executors, words: ['desk'] } },
  });
  expect(toldRegions().some(({ searchedAt }) => searchedAt !== null)).toBe(false);
});
