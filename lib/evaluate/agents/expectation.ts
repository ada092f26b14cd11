import { say } from '../../messages/say.ts';
import type { AgentPlan, ProbePlan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import type { SessionState } from '../../vocabulary.ts';
import type { FeedExpectation } from '../base/market-day.ts';
import type { HaltState } from '../execution/kill-switch.ts';

/** The input that decides an agent's expectation now. */
export interface Situation {
  session: SessionState;
  feed: FeedExpectation;
  halt: HaltState;
  /** The limit for the age of its heartbeat, in seconds; null if it has none. */
  limitSeconds: number | null;
}

/** If an agent that people start is meant to run now; `any`: the plan gives no hours. */
export type RunWindow = 'any' | 'inside' | 'outside' | 'unknown';

export function runWindow(plan: AgentPlan, session: SessionState): RunWindow {
  if (plan.runsDuring === undefined) return 'any';
  if (session === 'unknown') return 'unknown';
  return plan.runsDuring.includes(session) ? 'inside' : 'outside';
}

/** Its expectation now, such as `Runs; ticks within 30 s`. The session itself stands beside it. */
export function expectationOf(plan: AgentPlan, now: Situation): Message {
  if (plan.runs === 'off') return say('expect-off');
  if (plan.runs === 'on-demand') return onDemand(plan, now.session);
  if (plan.workloadUndeclared !== undefined) return say('expect-undeclared');
  return say('expect-runs', { optional: plan.optional, promise: promiseOf(plan, now) });
}

function onDemand(plan: AgentPlan, session: SessionState): Message {
  if (plan.workloads.length === 0 && plan.probes.length === 0) return say('expect-no-workload');
  switch (runWindow(plan, session)) {
    case 'any':
      return say('expect-idle');
    case 'inside':
      return say('expect-idle-or-running');
    case 'outside':
      return say('expect-idle-now', { hours: hoursOf(plan) });
    case 'unknown':
      return say('expect-hours-unknown');
  }
}

/** The sessions in which people are meant to start it. */
export function hoursOf(plan: AgentPlan): readonly SessionState[] {
  return plan.runsDuring ?? [];
}

/** The expectation of its most telling probe; ready pods, if it has no probe. */
function promiseOf(plan: AgentPlan, now: Situation): Message {
  const has = (kind: ProbePlan['kind']) => plan.probes.some((p) => p.kind === kind);
  if (has('marketdata-heartbeat')) return ticks(now);
  if (has('ops-status')) return runtime(now);
  if (has('firestore-heartbeat')) return documentBeats(now);
  const probes = plan.probes.filter((p) => !p.optional).length;
  return probes === 0 ? say('promise-pods') : say('promise-answers', { probes });
}

function ticks({ feed, limitSeconds }: Situation): Message {
  switch (feed.kind) {
    case 'wanted':
      return say('promise-ticks', { limitSeconds });
    case 'quiet':
      return say('promise-old-ticks');
    case 'halted':
      return say('promise-halt', { halt: feed.words });
  }
}

function documentBeats({ feed, limitSeconds }: Situation): Message {
  return feed.kind === 'wanted' ? say('promise-document', { limitSeconds }) : say('promise-old-document');
}

/** Halted by the kill switch is the safe posture; refusing on stale data is the runtime's duty. */
function runtime({ feed, halt, limitSeconds }: Situation): Message {
  return feed.kind === 'quiet'
    ? say('promise-may-rest', { limitSeconds })
    : say('promise-halts', { limitSeconds, bySwitch: halt === 'halted' });
}
