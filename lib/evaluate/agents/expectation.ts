/**
 * What is right for an agent now, in words: by how the plan means it to run, the market's session, and the halt
 * switches (plan, Agent roster: mode default; Ops cadence; Safety invariants).
 */

import { counted } from '../../messages/lists.ts';
import { text } from '../../messages/text.ts';
import type { AgentPlan, ProbePlan } from '../../plan/schema.ts';
import type { SessionState } from '../../vocabulary.ts';
import type { FeedExpectation } from '../base/market-day.ts';
import type { HaltReading } from '../execution/kill-switch.ts';

/** What decides what is right for an agent now. */
export interface Situation {
  session: SessionState;
  feed: FeedExpectation;
  halt: HaltReading;
  /** The limit that judges the age of its heartbeat, in seconds; null where it has none. */
  limitSeconds: number | null;
}

/** Whether an agent that people start is meant to run now; `any`: the plan gives no hours. */
export type RunWindow = 'any' | 'inside' | 'outside' | 'unknown';

export function runWindow(plan: AgentPlan, session: SessionState): RunWindow {
  if (plan.runsDuring === undefined) return 'any';
  if (session === 'unknown') return 'unknown';
  return plan.runsDuring.includes(session) ? 'inside' : 'outside';
}

/** One line, such as `Runs; ticks within 30 s`. The session itself stands beside it. */
export function expectationOf(plan: AgentPlan, now: Situation): string {
  if (plan.runs === 'off') return 'Off: 0 wanted, 0 running';
  if (plan.runs === 'on-demand') return onDemand(plan, now.session);
  if (plan.workloadUndeclared !== undefined) return 'Runs; the plan does not say as what';
  const used = plan.optional ? 'Runs where it is used' : 'Runs';
  const asked = promiseOf(plan, now);
  return asked === null ? `${used}; every pod ready` : `${used}; ${asked}`;
}

function onDemand(plan: AgentPlan, session: SessionState): string {
  if (plan.workloads.length === 0 && plan.probes.length === 0) return 'Started by people; no workload to see';
  switch (runWindow(plan, session)) {
    case 'any':
      return 'Idle; started by people';
    case 'inside':
      return 'Idle, or running: started by people, in its hours';
    case 'outside':
      return `Idle; started by people, only ${hoursOf(plan)}`;
    case 'unknown':
      return 'Idle; whether its hours are now is not known';
  }
}

const HOURS: Readonly<Record<SessionState, string>> = {
  'pre-market': 'before the open',
  open: 'in market hours',
  'post-market': 'after the close',
  closed: 'with the market closed',
  unknown: 'at hours unknown',
};

/** The hours of an agent in words, e.g. `after the close or with the market closed`. */
export function hoursOf(plan: AgentPlan): string {
  return (plan.runsDuring ?? []).map((session) => HOURS[session]).join(' or ');
}

/** What its probes must show, the most telling one; null where nothing is asked. */
function promiseOf(plan: AgentPlan, now: Situation): string | null {
  const has = (kind: ProbePlan['kind']) => plan.probes.some((p) => p.kind === kind);
  if (has('marketdata-heartbeat')) return ticks(now);
  if (has('ops-status')) return `beats within ${now.limitSeconds} s; ${runtime(now)}`;
  if (has('firestore-heartbeat')) return `answers, ${documentBeats(now)}`;
  const asked = plan.probes.filter((p) => !p.optional).length;
  return asked === 0 ? null : asked === 1 ? 'answers' : `answers ${counted(asked, 'probe')}`;
}

function ticks({ feed, limitSeconds }: Situation): string {
  switch (feed.kind) {
    case 'wanted':
      return `ticks within ${limitSeconds} s`;
    case 'quiet':
      return 'answers; old ticks are calm';
    case 'halted':
      return `answers; ${text(feed.words)}`;
  }
}

function documentBeats({ feed, limitSeconds }: Situation): string {
  return feed.kind === 'wanted' ? `heartbeat within ${limitSeconds} s` : 'an old heartbeat is calm';
}

/** Halted by the kill switch is the safe posture; refusing on stale data is the runtime's duty. */
function runtime({ feed, halt }: Situation): string {
  const halted = halt === 'halted' ? ' and by the kill switch' : '';
  return feed.kind === 'quiet' ? 'may rest' : `halts on stale data${halted}`;
}
