/** Every code of a status of the kind `probe`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const PROBE_VERDICTS = {
  good: 'good',
  /** Old data, or an inactive state, while the market is closed. */
  quiet: 'expected-off',
  /** The same, and the producer calls it well. */
  'quiet-claims-ok': 'attention',
  /** Old data during a declared market-wide halt: a dead feed would look the same. */
  'market-halt': 'attention',
  /** It reports MARKET_CLOSED during a declared halt. */
  'closed-in-halt': 'attention',
  stale: 'bad',
  'forced-stale': 'bad',
  /** It has no heartbeat at all. */
  'no-beat': 'bad',
  /** Old ticks that their producer calls ok. */
  'stale-claims-ok': 'bad',
  'runs-on-stale': 'bad',
  'proposes-on-stale': 'bad',
  refusing: 'attention',
  /** The market data that it reads is stale, and it may have stopped its cycles for it. */
  'data-stale': 'attention',
  /** The market data that it reads is stale, and its cycles go on. */
  'data-stale-cycling': 'attention',
  halted: 'bad',
  degraded: 'attention',
  /** It calls itself not ready. */
  unready: 'attention',
  'safe-halt': 'expected-off',
  /** Halted by a kill switch that the console cannot confirm. */
  'halt-unconfirmed': 'attention',
  /** It reports that the kill switch halts it, and the switch is off. */
  'halt-disagrees': 'attention',
  /** It reports MARKET_CLOSED while market data must flow. */
  'closed-disagrees': 'attention',
  'ages-disagree': 'attention',
  'negative-age': 'attention',
  /** It reports a tick or a cycle in the future. */
  'payload-ahead': 'attention',
  failing: 'bad',
  offline: 'bad',
  /** The heartbeat of a process is old: no stale market data. */
  'heartbeat-old': 'bad',
  'heartbeat-none': 'bad',
  'nats-unhealthy': 'bad',
  'clock-skew': 'unknown',
  'negative-data-age': 'unknown',
  /** The heartbeat is fresh and its cycles do not move. */
  stalled: 'bad',
  /** The heartbeat is fresh and its reported market data does not move. */
  stuck: 'bad',
  /** The same, over a limit that is smaller than the plan's. */
  'stuck-over-smaller': 'attention',
  unproven: 'unknown',
  /** It answered, and what it answered cannot be read. */
  unreadable: 'unknown',
  /** It reports a state that nobody knows. */
  'state-unknown': 'unknown',
  /** It reports MARKET_CLOSED on a day that the calendar does not know. */
  'closed-unproven': 'unknown',
  'never-beat': 'attention',
  /** It answered with an error of its own: a failure, not a doubt. */
  'answers-error': 'bad',
  'no-answer': 'bad',
  /** No attempt within the time in which an answer would still count. */
  lapsed: 'unknown',
  'not-allowed': 'unknown',
  /** No answer, while the way there is unavailable. */
  'out-of-reach': 'unknown',
  /** No answer of it and of most others, while the kubelet finds them Ready: the way from here is at fault. */
  'pods-out-of-reach': 'unknown',
  'not-asked': 'unknown',
  'not-configured': 'unknown',
  /** An endpoint that builds may lack does not answer: no finding. */
  'not-offered': 'not-applicable',
  /** Metrics without a heartbeat. */
  'no-heartbeat': 'not-applicable',
  'live-mode': 'attention',
} as const satisfies Readonly<Record<string, Verdict>>;

export type ProbeCode = keyof typeof PROBE_VERDICTS;

/** The groups that failure modes, escalation rules and conformance rules use: codes with the same meaning to them. */
export type ProbeFamily = (typeof PROBE_FAMILY)[ProbeCode];

const PROBE_FAMILY = {
  good: 'good',
  quiet: 'quiet',
  'quiet-claims-ok': 'quiet',
  'market-halt': 'market-halt',
  'closed-in-halt': 'market-halt',
  stale: 'stale',
  'forced-stale': 'stale',
  'no-beat': 'stale',
  'stale-claims-ok': 'gate-bypassed',
  'runs-on-stale': 'gate-bypassed',
  'proposes-on-stale': 'gate-bypassed',
  refusing: 'refusing',
  'data-stale': 'refusing',
  'data-stale-cycling': 'degraded',
  halted: 'halted',
  degraded: 'degraded',
  unready: 'degraded',
  'safe-halt': 'safe-halt',
  'halt-unconfirmed': 'safe-halt',
  'halt-disagrees': 'disagrees',
  'closed-disagrees': 'disagrees',
  'ages-disagree': 'disagrees',
  'negative-age': 'disagrees',
  'payload-ahead': 'disagrees',
  failing: 'failing',
  offline: 'failing',
  'heartbeat-old': 'failing',
  'heartbeat-none': 'failing',
  'nats-unhealthy': 'failing',
  'clock-skew': 'clock-skew',
  'negative-data-age': 'clock-skew',
  stalled: 'stalled',
  stuck: 'stuck',
  'stuck-over-smaller': 'stuck',
  unproven: 'unproven',
  unreadable: 'unproven',
  'state-unknown': 'unproven',
  'closed-unproven': 'unproven',
  'never-beat': 'unproven',
  'answers-error': 'unproven',
  'no-answer': 'no-answer',
  lapsed: 'no-answer',
  'not-allowed': 'no-answer',
  'out-of-reach': 'no-answer',
  'pods-out-of-reach': 'out-of-reach',
  'not-asked': 'not-asked',
  'not-configured': 'not-configured',
  'not-offered': 'not-offered',
  'no-heartbeat': 'not-offered',
  'live-mode': 'live-mode',
} as const satisfies Readonly<Record<ProbeCode, string>>;

/** The family of a probe's code. */
export function familyOf({ code }: { readonly code: ProbeCode }): ProbeFamily {
  return PROBE_FAMILY[code];
}
