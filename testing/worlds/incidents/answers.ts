/** Agents that are stale, halted, wrong, silent, or lie. */

import type { SessionState } from '#lib/vocabulary.ts';
import { isJsonObject, type Json, type JsonObject } from '../../practice/world/json.ts';
import type { Choices, Random } from '../random.ts';
import type { Level, Reply, Span, Stage } from '../stage.ts';
import type { Incident } from './incident.ts';

const LIMIT_MS = 60_000;

/** The same answer with other values, each at its path, such as `status.state`. */
export function withFields(reply: Reply, fields: JsonObject, status = reply.status): Reply {
  const json = Object.entries(fields).reduce<Json>(
    (all, [path, value]) => placed(all, path.split('.'), value),
    reply.json ?? {},
  );
  return { ...reply, status, json };
}

function placed(json: Json, [first = '', ...rest]: readonly string[], value: Json): Json {
  const object = isJsonObject(json) ? json : {};
  return { ...object, [first]: rest.length === 0 ? value : placed(object[first] ?? {}, rest, value) };
}

const page = (status: number): Reply => ({ status, text: '<html>Welcome</html>' });
const failing = (fail: 'refused' | 'timeout'): Reply => ({ status: 0, fail });
/** Valid JSON without any field of the contract. */
const nothing = (status: number): Reply => ({ status, json: { ok: 'see /docs' } });
const stranger =
  (field: string): ((reply: Reply) => Reply) =>
  (r) =>
    withFields(r, { [field]: 'somebody-else' });

/** Meaning of old ticks: a fault in a session, calm outside of one, uncertain at its edges. */
export function staleLevel(session: SessionState | null): Level {
  if (session === 'open') return 'bad';
  return session === 'unknown' ? 'doubt' : 'murky';
}

/** The last tick was `LIMIT_MS` before `from`, by the producer's own clock. */
export function ticksStop(stage: Stage, span: Span, said: 'honest' | 'liar' | 'half-liar'): void {
  const lastTickAt = span.from - LIMIT_MS;
  const age = said === 'half-liar' ? 1.5 : `<since ${lastTickAt}>`;
  const ticks = { last_tick_epoch_seconds: lastTickAt / 1000, age_seconds: age };
  // The producer goes silent at its last tick; until the limit has passed, that is no fault.
  stage.twist('feed/beat', { from: lastTickAt, to: span.to }, (reply) =>
    withFields(reply, { ...ticks, ok: true }),
  );
  if (said === 'honest')
    stage.twist('feed/beat', { from: span.from + 1, to: span.to }, (r) => withFields(r, { ok: false }, 503));
  const level = staleLevel(stage.session());
  const visible = { from: span.from + 1, to: span.to };
  stage.mark(['agent/feed', 'failure/feed-stale'], level, 'probe/feed/beat', visible);
  if (said !== 'honest') stage.mark(['rule/bypass'], level, 'probe/feed/beat', visible);
  stage.murky(['calm', 'failure/pilot-halted'], { from: span.from - LIMIT_MS, to: span.to });
  // Ages that the producer reports and ages by its timestamps drift apart before the limit has passed.
  stage.murky(['agent/feed', 'failure/feed-stale'], { from: span.from - LIMIT_MS, to: span.from + 1 });
}

function playStale(stage: Stage, random: Random): void {
  const span = { ...stage.span(), from: stage.random.int(stage.start - 20_000, stage.end - 8_000) };
  const to = Math.max(span.to, span.from + 2_000);
  ticksStop(stage, { from: span.from, to }, random.pick(['honest', 'honest', 'liar', 'half-liar'] as const));
}

interface Odd {
  level: Level;
  failure: Level;
  /** A market that is not open can explain it. */
  quiet?: boolean;
  /** No heartbeat comes at all: in a session that is as stale. */
  silent?: boolean;
  apply: (reply: Reply) => Reply;
}

const odd = (level: Level, failure: Level, apply: Odd['apply']): Odd => ({ level, failure, apply });
const doubtful = (apply: Odd['apply']): Odd => odd('doubt', 'doubt', apply);

/** Answers that prove nothing, or disprove themselves. */
const FEED_ODDITIES: Choices<Odd> = [
  odd('bad', 'bad', (r) => withFields(r, { forced_stale: true, ok: false }, 503)),
  odd('bad', 'bad', (r) => withFields(r, { ok: false }, 503)),
  odd('bad', 'bad', (r) => withFields(r, { age_seconds: 300 })),
  { ...odd('bad', 'doubt', () => page(500)), silent: true },
  {
    ...doubtful((r) => withFields(r, { last_tick_epoch_seconds: null, age_seconds: null })),
    quiet: true,
  },
  doubtful((r) => withFields(r, { last_tick_epoch_seconds: '<+3600s epoch>' })),
  doubtful((r) => withFields(r, { last_tick_epoch_seconds: '<+9000000000000s epoch>' })),
  { ...doubtful(() => nothing(200)), silent: true },
  { ...doubtful(() => page(200)), silent: true },
  { ...doubtful(stranger('service')), silent: true },
  { ...doubtful(() => failing('timeout')), silent: true },
  doubtful(() => failing('refused')),
  odd('murky', 'murky', (r) => withFields(r, { last_tick_epoch_seconds: '<-30s epoch>' })),
  odd('murky', 'murky', (r) => withFields(r, { age_seconds: -4 })),
];

function playFeedOdd(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const how = random.pick(FEED_ODDITIES);
  stage.twist('feed/beat', span, how.apply);
  // Forced staleness and an own word for it count at any hour but where a quiet market explains them.
  const quiet = (how.quiet === true || how.level === 'bad') && stage.session() !== 'open';
  stage.mark(['agent/feed'], quiet ? 'murky' : how.level, 'probe/feed/beat', span);
  const silent = how.silent === true && stage.session() === 'open';
  const failure = silent ? 'bad' : how.failure;
  // Who does not answer is told from a way that is closed by what else comes that way.
  const needs = silent ? { needs: ['poll/Pod'] } : {};
  stage.mark(['failure/feed-stale'], quiet ? 'murky' : failure, 'probe/feed/beat', span, needs);
  stage.murky(['calm', 'failure/pilot-halted', 'rule/bypass'], span);
}

const PILOT_ODDITIES: Choices<Odd> = [
  { ...odd('bad', 'bad', (r) => withFields(r, halted('MARKETDATA_STALE', false))), quiet: true },
  odd('bad', 'bad', (r) => withFields(r, halted('REQUIRED_FIELDS_MISSING', true))),
  odd('bad', 'bad', (r) => withFields(r, halted(null, true))),
  odd('bad', 'bad', (r) => withFields(r, halted('MARKETDATA_MISSING_CREDENTIALS', true))),
  odd('bad', 'murky', (r) => withFields(r, plain('DEGRADED'))),
  odd('bad', 'doubt', (r) => withFields(r, plain('OFFLINE'))),
  odd('bad', 'murky', (r) => withFields(r, { ...plain('OK'), 'marketdata.is_fresh': false })),
  odd('bad', 'doubt', (r) => withFields(r, plain('OK'), 500)),
  odd('bad', 'doubt', () => page(502)),
  odd('bad', 'doubt', (r) => withFields(r, { ...plain('OK'), 'heartbeat.last_heartbeat_utc': '<-90s>' })),
  doubtful((r) => withFields(r, plain('SLEEPY'))),
  doubtful(() => nothing(404)),
  doubtful(() => page(200)),
  doubtful(() => failing('timeout')),
  doubtful(stranger('service_name')),
];

export function plain(state: string): JsonObject {
  return {
    service_name: 'pilot',
    'status.state': state,
    'heartbeat.last_heartbeat_utc': '<-1s>',
    'status.reason_codes': [],
    'safety.gating_reasons': [],
    'marketdata.is_fresh': true,
  };
}

function halted(reason: string | null, fresh: boolean): JsonObject {
  const reasons = reason === null ? [] : [reason];
  const codes = { 'status.reason_codes': reasons, 'safety.gating_reasons': reasons };
  return { ...plain('HALTED'), ...codes, 'marketdata.is_fresh': fresh };
}

function playPilotOdd(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const how = random.pick(PILOT_ODDITIES);
  stage.twist('pilot/status', span, how.apply);
  const quiet = how.quiet === true && stage.session() !== 'open';
  stage.mark(['agent/pilot'], quiet ? 'murky' : how.level, 'probe/pilot/status', span);
  stage.mark(['failure/pilot-halted'], quiet ? 'murky' : how.failure, 'probe/pilot/status', span);
  stage.murky(['calm', 'rule/bypass'], span);
}

/** A process that reports that orders may leave, or that it is not halted. */
const DISSENT: Choices<JsonObject> = [
  { ...plain('OK'), 'agent_identity.agent_mode': 'LIVE' },
  { ...plain('OK'), 'safety.safe_to_execute_orders': true },
  { ...plain('OK'), 'safety.kill_switch': false },
];

function playDissent(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const said = random.pick(DISSENT);
  stage.twist('pilot/status', span, (reply) => withFields(reply, said));
  stage.mark(['execution'], 'told', 'probe/pilot/status', span);
  stage.murky(['proof/modes'], { from: span.from, to: stage.end + 60_000 });
  stage.murky(['calm', 'agent/pilot', 'failure/pilot-halted'], span);
}

/** The document's age is over its limit from the beginning of the incident on. */
const STORE_LIMIT_MS = 121_000;

interface IntakeOdd {
  probe: string;
  level: Level;
  apply: (reply: Reply, from: number) => Reply;
}

const written = (timestampValue: string): Reply => ({
  status: 200,
  json: { fields: { ts: { timestampValue } } },
});

const INTAKE_ODDITIES: Choices<IntakeOdd> = [
  { probe: 'health', level: 'bad', apply: (r) => withFields(r, { status: 'failing' }, 503) },
  { probe: 'health', level: 'doubt', apply: () => failing('timeout') },
  { probe: 'health', level: 'doubt', apply: () => page(200) },
  { probe: 'health', level: 'doubt', apply: stranger('service') },
  {
    probe: 'store',
    level: 'bad',
    apply: (_, from) => written(new Date(from - STORE_LIMIT_MS).toISOString()),
  },
  { probe: 'store', level: 'doubt', apply: () => written('<+90s>') },
  { probe: 'store', level: 'doubt', apply: () => ({ status: 403, json: { error: { code: 403 } } }) },
];

function playIntake(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const how = random.pick(INTAKE_ODDITIES);
  stage.twist(`intake/${how.probe}`, span, (reply) => how.apply(reply, span.from));
  const quiet = how.probe === 'store' && how.level === 'bad';
  stage.mark(
    ['agent/intake'],
    quiet ? staleLevel(stage.session()) : how.level,
    `probe/intake/${how.probe}`,
    span,
  );
  stage.murky(['calm', 'failure/missing'], span);
}

export const ANSWERS: readonly Incident[] = [
  { id: 'feed-stale', weight: 9, claims: ['feed', 'feed-answers'], play: playStale },
  { id: 'feed-odd', weight: 7, claims: ['feed', 'feed-answers'], play: playFeedOdd },
  { id: 'pilot-odd', weight: 11, claims: ['pilot'], play: playPilotOdd },
  { id: 'dissent', weight: 4, claims: ['pilot'], play: playDissent },
  { id: 'intake-odd', weight: 6, claims: ['intake'], play: playIntake },
];
