/** Agents that are stale, halted, wrong, silent, or lie. */

import type { SessionState } from '#lib/vocabulary.ts';
import type { Choices, Random } from '../random.ts';
import type { Body, Level, Reply, Span, Stage } from '../stage.ts';
import type { Incident } from './incident.ts';

type Beat = Extract<Body, { contract: 'marketdata-heartbeat' }>;
type Status = Extract<Body, { contract: 'ops-status' }>;

const LIMIT_MS = 60_000;
const silent = (outcome: Reply['outcome'], status: number | null = null): Reply => ({
  outcome,
  status,
  body: null,
});

function withBeat(reply: Reply, change: (beat: Beat) => Partial<Beat>, status = 200): Reply {
  return reply.body?.contract === 'marketdata-heartbeat'
    ? { ...reply, status, body: { ...reply.body, ...change(reply.body) } }
    : reply;
}

function withStatus(reply: Reply, change: Partial<Status>, status = 200): Reply {
  return reply.body?.contract === 'ops-status'
    ? { ...reply, status, body: { ...reply.body, ...change } }
    : reply;
}

/** Meaning of old ticks: a fault in a session, calm outside of one, uncertain at its edges. */
function staleLevel(session: SessionState | null): Level {
  if (session === 'open') return 'bad';
  return session === 'unknown' ? 'doubt' : 'murky';
}

/** The last tick was `LIMIT_MS` before `from`, by the producer's own clock. */
function ticksStop(stage: Stage, span: Span, said: 'honest' | 'liar' | 'half-liar'): void {
  const lastTickAt = span.from - LIMIT_MS;
  // The producer goes silent at its last tick; until the limit has passed, that is no fault.
  stage.twist('feed/beat', { from: lastTickAt, to: span.to }, (reply, at) => {
    const stale = at > span.from;
    const reportedAgeSeconds = said === 'half-liar' ? 1.5 : (at - lastTickAt) / 1000;
    const claims = { ok: said === 'honest' ? !stale : true, reportedAgeSeconds, lastTickAt };
    return withBeat(reply, () => claims, said === 'honest' && stale ? 503 : 200);
  });
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
  apply: (reply: Reply, at: number) => Reply;
}

/** Answers that prove nothing, or disprove themselves. */
const FEED_ODDITIES: Choices<Odd> = [
  { level: 'bad', failure: 'bad', apply: (r) => withBeat(r, () => ({ forcedStale: true, ok: false }), 503) },
  { level: 'bad', failure: 'bad', apply: (r) => withBeat(r, () => ({ ok: false }), 503) },
  { level: 'bad', failure: 'bad', apply: (r) => withBeat(r, () => ({ reportedAgeSeconds: 300 })) },
  {
    level: 'doubt',
    failure: 'doubt',
    quiet: true,
    apply: (r) => withBeat(r, () => ({ lastTickAt: null, reportedAgeSeconds: null })),
  },
  { level: 'doubt', failure: 'doubt', apply: (r, at) => withBeat(r, () => ({ lastTickAt: at + 3_600_000 })) },
  { level: 'doubt', failure: 'doubt', apply: (r, at) => withBeat(r, () => ({ lastTickAt: at + 9e15 })) },
  { level: 'doubt', failure: 'doubt', apply: () => silent('no-evidence', 200) },
  { level: 'doubt', failure: 'doubt', apply: () => silent('unparsable', 200) },
  { level: 'doubt', failure: 'doubt', apply: () => silent('wrong-identity', 200) },
  { level: 'doubt', failure: 'doubt', apply: () => silent('timeout') },
  { level: 'doubt', failure: 'doubt', apply: () => silent('unreachable') },
  { level: 'murky', failure: 'murky', apply: (r, at) => withBeat(r, () => ({ lastTickAt: at - 30_000 })) },
  { level: 'murky', failure: 'murky', apply: (r) => withBeat(r, () => ({ reportedAgeSeconds: -4 })) },
];

function playFeedOdd(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const odd = random.pick(FEED_ODDITIES);
  stage.twist('feed/beat', span, odd.apply);
  // Forced staleness and an own word for it count at any hour but where a quiet market explains them.
  const quiet = (odd.quiet === true || odd.level === 'bad') && stage.session() !== 'open';
  stage.mark(['agent/feed'], quiet ? 'murky' : odd.level, 'probe/feed/beat', span);
  stage.mark(['failure/feed-stale'], quiet ? 'murky' : odd.failure, 'probe/feed/beat', span);
  stage.murky(['calm', 'failure/pilot-halted', 'rule/bypass'], span);
}

const PILOT_ODDITIES: Choices<Odd> = [
  {
    level: 'bad',
    failure: 'bad',
    quiet: true,
    apply: (r) => withStatus(r, halted('MARKETDATA_STALE', false)),
  },
  { level: 'bad', failure: 'bad', apply: (r) => withStatus(r, halted('REQUIRED_FIELDS_MISSING', true)) },
  { level: 'bad', failure: 'bad', apply: (r) => withStatus(r, halted(null, true)) },
  {
    level: 'bad',
    failure: 'bad',
    apply: (r) => withStatus(r, halted('MARKETDATA_MISSING_CREDENTIALS', true)),
  },
  { level: 'bad', failure: 'murky', apply: (r) => withStatus(r, { ...plain('DEGRADED') }) },
  { level: 'bad', failure: 'doubt', apply: (r) => withStatus(r, { ...plain('OFFLINE') }) },
  { level: 'bad', failure: 'murky', apply: (r) => withStatus(r, { ...plain('OK'), marketdataFresh: false }) },
  { level: 'bad', failure: 'doubt', apply: (r) => withStatus(r, plain('OK'), 500) },
  {
    level: 'bad',
    failure: 'doubt',
    apply: (r, at) => withStatus(r, { ...plain('OK'), heartbeatAt: at - 90_000 }),
  },
  { level: 'doubt', failure: 'doubt', apply: (r) => withStatus(r, plain('SLEEPY')) },
  { level: 'doubt', failure: 'doubt', apply: (r) => withStatus(r, { ...plain(null), dataAgeSeconds: null }) },
  { level: 'doubt', failure: 'doubt', apply: () => silent('no-evidence', 404) },
  { level: 'doubt', failure: 'doubt', apply: () => silent('unparsable', 200) },
  { level: 'doubt', failure: 'doubt', apply: () => silent('timeout') },
  { level: 'doubt', failure: 'doubt', apply: () => silent('proxy-error', 502) },
];

function plain(state: string | null): Partial<Status> {
  return { state, service: 'pilot', reasonCodes: [], gatingReasons: [], marketdataFresh: true };
}

function halted(reason: string | null, marketdataFresh: boolean): Partial<Status> {
  const reasons = reason === null ? [] : [reason];
  return { ...plain('HALTED'), reasonCodes: reasons, gatingReasons: reasons, marketdataFresh };
}

function playPilotOdd(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const odd = random.pick(PILOT_ODDITIES);
  stage.twist('pilot/status', span, odd.apply);
  const quiet = odd.quiet === true && stage.session() !== 'open';
  stage.mark(['agent/pilot'], quiet ? 'murky' : odd.level, 'probe/pilot/status', span);
  stage.mark(['failure/pilot-halted'], quiet ? 'murky' : odd.failure, 'probe/pilot/status', span);
  stage.murky(['calm', 'rule/bypass'], span);
}

/** A process that reports that orders may leave, or that it is not halted. */
const DISSENT: Choices<Partial<Status>> = [
  { ...plain('OK'), mode: 'LIVE' },
  { ...plain('OK'), safeToExecute: true },
  { ...plain('OK'), killSwitch: false },
];

function playDissent(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const said = random.pick(DISSENT);
  stage.twist('pilot/status', span, (reply) => withStatus(reply, said));
  stage.mark(['execution'], 'told', 'probe/pilot/status', span);
  stage.murky(['proof/modes'], { from: span.from, to: stage.end + 60_000 });
  stage.murky(['calm', 'agent/pilot', 'failure/pilot-halted'], span);
}

/** The document's age is over its limit from the beginning of the incident on. */
const STORE_LIMIT_MS = 121_000;

interface IntakeOdd {
  probe: string;
  level: Level;
  apply: (reply: Reply, at: number, from: number) => Reply;
}

const INTAKE_ODDITIES: Choices<IntakeOdd> = [
  {
    probe: 'health',
    level: 'bad',
    apply: (r) => ({
      ...r,
      status: 503,
      body: { contract: 'process-health', service: 'intake', healthy: false },
    }),
  },
  { probe: 'health', level: 'doubt', apply: () => silent('timeout') },
  { probe: 'health', level: 'doubt', apply: () => silent('not-configured') },
  {
    probe: 'store',
    level: 'bad',
    apply: (r, _, from) => ({
      ...r,
      body: { contract: 'firestore-heartbeat', heartbeatAt: from - STORE_LIMIT_MS },
    }),
  },
  {
    probe: 'store',
    level: 'doubt',
    apply: (r, at) => ({ ...r, body: { contract: 'firestore-heartbeat', heartbeatAt: at + 90_000 } }),
  },
  { probe: 'store', level: 'doubt', apply: () => silent('forbidden', 403) },
];

function playIntake(stage: Stage, random: Random): void {
  const span = stage.span(2_000);
  const odd = random.pick(INTAKE_ODDITIES);
  stage.twist(`intake/${odd.probe}`, span, (reply, at) => odd.apply(reply, at, span.from));
  const quiet = odd.probe === 'store' && odd.level === 'bad';
  stage.mark(
    ['agent/intake'],
    quiet ? staleLevel(stage.session()) : odd.level,
    `probe/intake/${odd.probe}`,
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
