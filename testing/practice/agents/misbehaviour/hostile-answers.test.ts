/**
 * For any answer of an agent: nothing crashes, hangs, is read without limit, is shown unredacted, or reads as good.
 */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NETWORK } from '#collectors/http/client.ts';
import { type AttemptContext, makeDirectAgents, PROBE_MAX_BYTES } from '#collectors/probes/ask.ts';
import { attemptProbe } from '#collectors/probes/attempt.ts';
import { Chain } from '#collectors/probes/chain.ts';
import { instancesOf } from '#collectors/probes/targets.ts';
import { readAnswer } from '#lib/evaluate/agents/probes/answer.ts';
import { type Fact, factSchema } from '#lib/facts/fact.ts';
import { PROBE_TIMEOUT_MS } from '#lib/plan/probe-interval.ts';
import type { ProbeKind } from '#lib/plan/schema.ts';
import { makeClock } from '#platform/clock.ts';
import { planOf } from '../../../collectors/agents.ts';
import { type ScratchServer, startScratchServer } from '../../../collectors/scratch-server.ts';
import { deliver } from '../deliver.ts';
import { BUILDS } from './builds.ts';
import { MISTYPED } from './mistyped.ts';
import { BEHAVIOURS } from './registry.ts';

const ONE_CHUNK = 65_536;
const ALL_HEADERS = 65_536;
const SLACK_MS = 2_500;
const iso = (ms: number) => new Date(ms).toISOString();

/** Answers of an agent that is well, by form; each must read as good when it is left alone. */
const TRUE_ANSWERS: Readonly<Record<string, { kind: ProbeKind; body: (now: number) => object }>> = {
  heartbeat: {
    kind: 'marketdata-heartbeat',
    body: (now) => ({
      service: 'feed',
      last_tick_epoch_seconds: (now - 400) / 1000,
      age_seconds: 0.4,
      max_age_seconds: 60,
      ok: true,
      forced_stale: false,
    }),
  },
  'richer-status': {
    kind: 'ops-status',
    body: (now) => ({
      service_name: 'feed',
      status: { state: 'OK', summary: 'Healthy', reason_codes: [] },
      heartbeat: { last_heartbeat_utc: iso(now - 400), age_seconds: 0.4, ttl_seconds: 60 },
      marketdata: { last_tick_utc: iso(now - 400), stale_threshold_seconds: 60, is_fresh: true },
    }),
  },
  'minimal-status': {
    kind: 'ops-status',
    body: (now) => ({
      service: 'feed',
      uptime: 5,
      last_heartbeat: iso(now - 400),
      data_freshness_seconds: 0.4,
      agent_mode: 'OBSERVE',
    }),
  },
  health: { kind: 'process-health', body: () => ({ status: 'ok', service: 'feed', stats: { messages: 3 } }) },
};

/** Required result of each behaviour. `answered`: the answer has evidence, but not of health. */
const TOLD: Readonly<Record<string, string>> = {
  garbage: 'unparsable',
  'garbage-bytes': 'unparsable',
  html: 'unparsable',
  empty: 'unparsable',
  'deep-nesting': 'unparsable',
  'deep-evidence': 'unparsable',
  'duplicate-keys': 'unparsable',
  'huge-numbers': 'unparsable',
  'huge-integers': 'answered',
  'wrong-content-type': 'unparsable',
  'wrong-identity': 'wrong-identity',
  'secret-in-text': 'wrong-identity',
  'terminal-escapes': 'wrong-identity',
  'script-in-text': 'wrong-identity',
  'nul-and-surrogates': 'wrong-identity',
  'ok-without-evidence': 'no-evidence',
  'not-halted': 'answered',
  'server-error': 'no-evidence',
  stale: 'answered',
  'lies-ok': 'answered',
  hang: 'timeout',
  drip: 'timeout',
  'endless-body': 'timeout',
  'endless-hints': 'unreachable',
  huge: 'too-large',
  'header-flood': 'too-large',
  'gzip-bomb': 'unparsable',
  redirect: 'redirected',
  reset: 'unreachable',
  truncated: 'unreachable',
  'trailing-junk': 'unparsable',
  'junk-after-end': 'unreachable',
};
/** Behaviours that use the whole time of an attempt; asked together. */
const SLOW = ['hang', 'drip', 'endless-body'];
/** Of these answers the behaviour changes nothing that is evidence, so they are what they were. */
const UNTOUCHED: readonly string[] = [
  'health stale',
  'health lies-ok',
  'health huge-integers',
  'minimal-status lies-ok',
  ...Object.keys(TRUE_ANSWERS).map((form) => `${form} not-halted`),
];
/** Health names itself and nothing else, so that a name alone is evidence of whose it is. */
const OTHERWISE: Readonly<Record<string, string>> = { 'health ok-without-evidence': 'wrong-identity' };

interface Outcome {
  facts: Fact[];
  tookMs: number;
}

let server: ScratchServer;
const sockets: Socket[] = [];
const outcomes = new Map<string, Outcome>();
const hostile = BEHAVIOURS.filter(
  (b) => b !== 'normal' && b !== 'refused' && !(b in BUILDS || b in MISTYPED),
);
const pairs = (behaviours: readonly string[]) =>
  Object.keys(TRUE_ANSWERS).flatMap((form) => behaviours.map((behaviour) => `${form} ${behaviour}`));
const remember = (message: unknown): void => {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return;
  if (message.socket instanceof Socket) sockets.push(message.socket);
};

beforeAll(async () => {
  server = await startScratchServer((request, response) => {
    const [, form = '', behaviour = ''] = (request.url ?? '').split('/');
    const body = `${JSON.stringify(TRUE_ANSWERS[form]?.body(Date.now()))}\n`;
    deliver(response, { status: 200, contentType: 'application/json', body }, behaviour);
  });
  subscribe('net.client.socket', remember);
  for (const name of pairs(['normal', ...hostile.filter((b) => !SLOW.includes(b))]))
    outcomes.set(name, await ask(name));
  await Promise.all(pairs(SLOW).map(async (name) => outcomes.set(name, await ask(name))));
  unsubscribe('net.client.socket', remember);
}, 60_000);
afterAll(() => server.close());

/** One attempt of one probe at the server, over real sockets. */
async function ask(name: string): Promise<Outcome> {
  const [form = '', behaviour = ''] = name.split(' ');
  const kind = TRUE_ANSWERS[form]?.kind;
  const probe = { id: 'p', kind, path: `/${form}/${behaviour}`, target: { via: 'url', urlEnv: 'FEED_URL' } };
  const plan = planOf([{ name: 'feed', probes: [probe] }]);
  const [target] = instancesOf({ plan, pods: [], inCluster: false, env: { FEED_URL: server.url } });
  if (target === undefined) throw new Error('no target');
  const direct = makeDirectAgents();
  const begun = performance.now();
  const context: AttemptContext = {
    clock: makeClock(0),
    transport: null,
    http: NETWORK,
    config: () => ({ unseen: 'not used' }),
    direct,
    tokens: null,
    signal: new AbortController().signal,
  };
  const facts = await attemptProbe(
    target,
    context,
    { chain: new Chain(1), heardAt: undefined, everySeconds: undefined },
    () => Promise.resolve(true),
  );
  direct.http.destroy();
  return { facts, tookMs: performance.now() - begun };
}

const outcomeOf = (name: string) => {
  const value = outcomes.get(name)?.facts.find((fact) => fact.kind === 'probe')?.value;
  return value && 'outcome' in value ? value.outcome : null;
};

/** Result of the answer at its arrival, in a session in which it could be good. */
function verdictOf(name: string) {
  const fact = outcomes.get(name)?.facts.find((f) => f.kind === 'answer');
  if (fact?.kind !== 'answer' || fact.value === null) return null;
  const now = fact.observedAt + 100;
  return readAnswer(fact.value, {
    observedAt: fact.observedAt,
    now,
    limitSeconds: 60,
    configuredSeconds: null,
    feed: { kind: 'wanted' },
    halt: 'halted',
    calendarKnown: true,
  }).verdict;
}

test.each(pairs(['normal']))('%s reads as good: the others would too, were they believed', (name) => {
  expect([outcomeOf(name), verdictOf(name)]).toEqual(['answered', 'good']);
});

test('every behaviour of the practice agents is expected here', () => {
  expect(Object.keys(TOLD).sort()).toEqual([...hostile].sort());
});

describe('what comes of it', () => {
  test.each(pairs(hostile))('%s', (name) => {
    const told = OTHERWISE[name] ?? TOLD[name.split(' ')[1] ?? ''];
    if (UNTOUCHED.includes(name)) expect(verdictOf(name)).toBe('good');
    else {
      expect(outcomeOf(name)).toBe(told);
      expect(verdictOf(name)).not.toBe('good');
    }
  });
});

test('no attempt outlives its time', () => {
  expect(Math.max(...[...outcomes.values()].map((o) => o.tookMs))).toBeLessThan(PROBE_TIMEOUT_MS + SLACK_MS);
});

test('nothing is read past 64 KiB and one chunk, headers aside', () => {
  expect(sockets.length).toBeGreaterThan(hostile.length);
  const most = Math.max(...sockets.map((socket) => socket.bytesRead));
  expect(most).toBeLessThanOrEqual(PROBE_MAX_BYTES + ONE_CHUNK + ALL_HEADERS);
});

test('no fact holds a secret, a control character or half a character, and all have the agreed shape', () => {
  const facts = [...outcomes.values()].flatMap((o) => o.facts);
  for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
  const said = stringsIn(facts);
  expect(said.filter((s) => /practice-token|PRACTICEKEY|hunter2/.test(s))).toEqual([]);
  expect(said.filter((s) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(s.replaceAll('\n', '')))).toEqual([]);
});

/** All strings within a value, keys included. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...Object.keys(value), ...Object.values(value).flatMap(stringsIn)];
}
