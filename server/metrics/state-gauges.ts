/** The posture as gauges that are read at scrape time, so they never lag behind the pane. */

import { Counter, Gauge, type Registry } from 'prom-client';
import { upOf } from '#lib/evaluate/agents/up.ts';
import type { Posture, Tick } from '#lib/posture.ts';
import { CLOUD_RUN_SCOPE_STATES } from '#lib/status/scope.ts';
import {
  ESCALATION_STATES,
  EXECUTION_OUTCOMES,
  FAILURE_STATES,
  SESSION_STATES,
  VERDICTS,
} from '#lib/vocabulary.ts';
import type { Drops } from '../http/stream.ts';
import type { VitalSigns } from '../vitals.ts';

/** State at scrape time. */
export interface Said {
  posture(): Posture;
  tick(): Tick;
  viewers(): number;
  drops(): Drops;
  vitals(): VitalSigns;
  /** Status of the sources; `syncedAt` in epoch milliseconds. */
  sourceStatuses(): { id: string; syncedAt: number | null; restarts: number; unreadable: number }[];
  /** Internal errors of the sources' callbacks and mappers since the start. */
  internalErrors(): number;
  /** Time of the latest evaluation, epoch milliseconds. */
  evaluatedAt(): number;
}

type Labels = Record<string, string>;
interface Sample {
  labels: Labels;
  value: number;
}
/** One series of one metric, without the prefix. */
export interface StateSample extends Sample {
  name: string;
}

/** Registers every one of the state. Each is reset at every scrape, so removed subjects disappear. */
export function stateGauges(registry: Registry, prefix: string, said: Said): void {
  for (const { name, help, labels, samples } of GAUGES) {
    const gauge = new Gauge({
      name: `${prefix}${name}`,
      help,
      labelNames: [...labels],
      registers: [registry],
      collect() {
        gauge.reset();
        for (const sample of samples(said)) gauge.set(sample.labels, sample.value);
      },
    });
  }
  for (const { name, help, labels, samples } of COUNTERS) {
    const counter = new Counter({
      name: `${prefix}${name}`,
      help,
      labelNames: [...labels],
      registers: [registry],
      collect() {
        counter.reset();
        for (const sample of samples(said)) counter.inc(sample.labels, sample.value);
      },
    });
  }
}

/** Every gauge of the state as it would be scraped now. */
export function gaugeSamples(said: Said): StateSample[] {
  return GAUGES.flatMap(({ name, samples }) => samples(said).map((sample) => ({ name, ...sample })));
}

interface StateMetric {
  name: string;
  help: string;
  labels: readonly string[];
  samples(said: Said): Sample[];
}

/** One series for each member: 1 for the one that holds, 0 for all others (OpenMetrics, StateSet). */
function stateSet(label: string, members: readonly string[], now: string, more: Labels = {}): Sample[] {
  return members.map((member) => ({ labels: { ...more, [label]: member }, value: member === now ? 1 : 0 }));
}

const seconds = (instant: string): number => Date.parse(instant) / 1_000;

/** Kept elsewhere, and never less than before while the process lives. */
const COUNTERS: readonly StateMetric[] = [
  {
    name: 'stream_dropped_messages_total',
    help: 'Messages that readers of the stream who were behind did not get.',
    labels: [],
    samples: ({ drops }) => [{ labels: {}, value: drops().messages }],
  },
  {
    name: 'stream_dropped_readers_total',
    help: 'Readers of the stream that were let go, having taken nothing for too long.',
    labels: [],
    samples: ({ drops }) => [{ labels: {}, value: drops().readers }],
  },
  {
    name: 'event_loop_stalls_total',
    help: 'Times that nothing was evaluated or sent for more than a second.',
    labels: [],
    samples: ({ vitals }) => [{ labels: {}, value: vitals().stalls }],
  },
  {
    name: 'clock_steps_total',
    help: 'Times that the system’s clock was set by more than two seconds.',
    labels: [],
    samples: ({ vitals }) => [{ labels: {}, value: vitals().clockSteps }],
  },
  {
    name: 'source_mishaps_total',
    help: 'Mistakes of the console’s own callbacks and mappers of what the sources read; each kind is in the log once.',
    labels: [],
    samples: ({ internalErrors }) => [{ labels: {}, value: internalErrors() }],
  },
];

const GAUGES: readonly StateMetric[] = [
  {
    name: 'build_info',
    help: 'Version and build of the console; always 1.',
    labels: ['version', 'build'],
    samples: ({ posture }) => {
      const { version, build } = posture().console;
      return [{ labels: { version, build }, value: 1 }];
    },
  },
  {
    name: 'evaluated_timestamp_seconds',
    help: 'When the console last evaluated, by its own clock. Standing still means that all else here is old.',
    labels: [],
    samples: ({ evaluatedAt }) => [{ labels: {}, value: evaluatedAt() / 1_000 }],
  },
  {
    name: 'viewers',
    help: 'Open streams.',
    labels: [],
    samples: ({ viewers }) => [{ labels: {}, value: viewers() }],
  },
  {
    name: 'beat_lateness_seconds',
    help: 'How late the last beat of the second was.',
    labels: [],
    samples: ({ vitals }) => [{ labels: {}, value: vitals().lateMs / 1_000 }],
  },
  {
    name: 'execution_outcome',
    help: 'Whether execution is proven off: 1 for the outcome that holds.',
    labels: ['outcome'],
    samples: ({ posture }) => stateSet('outcome', EXECUTION_OUTCOMES, posture().execution.outcome),
  },
  {
    name: 'execution_cloud_run_search',
    help: 'Whether Cloud Run was searched for executors: 1 for the state that holds.',
    labels: ['state'],
    samples: ({ posture }) =>
      stateSet('state', CLOUD_RUN_SCOPE_STATES, posture().execution.scope.cloudRun.state),
  },
  {
    name: 'proof_verdict',
    help: 'Each proof that execution is off: 1 for the verdict that holds.',
    labels: ['proof', 'verdict'],
    samples: ({ posture }) =>
      posture().execution.proofs.flatMap(({ id, verdict }) =>
        stateSet('verdict', VERDICTS, verdict, { proof: id }),
      ),
  },
  {
    name: 'agent_verdict',
    help: 'Each agent of the roster: 1 for the verdict that holds.',
    labels: ['agent', 'verdict'],
    samples: ({ posture }) =>
      posture().agents.flatMap(({ name, verdict }) =>
        stateSet('verdict', VERDICTS, verdict, { agent: name }),
      ),
  },
  {
    name: 'agent_up',
    help: 'Whether an agent is up as its SLO counts it: 1 yes, 0 no; absent while unknown, or while nothing is asked of it.',
    labels: ['agent'],
    samples: ({ posture }) =>
      posture().agents.flatMap((agent) => {
        const up = upOf(agent);
        return up === 'up' || up === 'down'
          ? [{ labels: { agent: agent.name }, value: up === 'up' ? 1 : 0 }]
          : [];
      }),
  },
  {
    name: 'agent_heartbeat_age_seconds',
    help: 'Age of the last beat by the producer’s own timestamp, as of now; absent while none is known.',
    labels: ['agent'],
    samples: ({ tick }) => {
      const { now, measured } = tick();
      return Object.entries(measured.agents).flatMap(([agent, { lastBeatAt }]) =>
        lastBeatAt === null ? [] : [{ labels: { agent }, value: seconds(now) - seconds(lastBeatAt) }],
      );
    },
  },
  {
    name: 'agent_heartbeat_limit_seconds',
    help: 'Age above which the heartbeat of an agent is stale; absent where it has none.',
    labels: ['agent'],
    samples: ({ posture }) =>
      posture().agents.flatMap(({ name, heartbeatLimitSeconds: limit }) =>
        limit === null ? [] : [{ labels: { agent: name }, value: limit }],
      ),
  },
  {
    name: 'market_state',
    help: 'The market’s day as the console evaluates by it: 1 for the state that holds.',
    labels: ['state'],
    samples: ({ posture }) => stateSet('state', SESSION_STATES, posture().market.state),
  },
  {
    name: 'failure_state',
    help: 'Each failure mode of the plan, whether it is there: 1 for the state that holds.',
    labels: ['failure', 'state'],
    samples: ({ posture }) =>
      posture().failures.flatMap(({ id, state }) =>
        stateSet('state', FAILURE_STATES, state, { failure: id }),
      ),
  },
  {
    name: 'failure_verdict',
    help: 'Each failure mode of the plan: 1 for the verdict that holds.',
    labels: ['failure', 'verdict'],
    samples: ({ posture }) =>
      posture().failures.flatMap(({ id, verdict }) =>
        stateSet('verdict', VERDICTS, verdict, { failure: id }),
      ),
  },
  {
    name: 'escalation_state',
    help: 'Each escalation rule of the plan: 1 for the state that holds.',
    labels: ['rule', 'severity', 'state'],
    samples: ({ posture }) =>
      posture().escalations.flatMap(({ id, priority, state }) =>
        stateSet('state', ESCALATION_STATES, state, { rule: id, severity: priority }),
      ),
  },
  {
    name: 'escalation_since_timestamp_seconds',
    help: 'Since when the condition of a rule has held; absent while it does not.',
    labels: ['rule', 'severity'],
    samples: ({ posture }) =>
      posture().escalations.flatMap(({ id, priority, since }) =>
        since === null ? [] : [{ labels: { rule: id, severity: priority }, value: seconds(since) }],
      ),
  },
  {
    name: 'action',
    help: 'What there is to do now, as the pane lists it: 1 for each action.',
    labels: ['action', 'severity', 'verdict', 'paging'],
    samples: ({ posture }) =>
      posture().actions.map(({ id, severity, verdict, paging }) => ({
        labels: { action: id, severity, verdict, paging },
        value: 1,
      })),
  },
  {
    name: 'source_seen',
    help: 'Whether a source is seen: 1 yes, 0 no.',
    labels: ['source', 'safety'],
    samples: ({ posture }) =>
      posture().sources.map(({ id, safety, verdict }) => ({
        labels: { source: id, safety: String(safety) },
        value: verdict === 'unknown' ? 0 : 1,
      })),
  },
  {
    name: 'permissions_verdict',
    help: 'Whether the console’s own credential is proven to only read: 1 for the verdict that holds.',
    labels: ['verdict'],
    samples: ({ posture }) => stateSet('verdict', VERDICTS, posture().permissions.verdict),
  },
  {
    name: 'source_synced_timestamp_seconds',
    help: 'Start of the last request of a source that read all there is; absent where none did.',
    labels: ['source'],
    samples: ({ sourceStatuses }) =>
      sourceStatuses().flatMap(({ id, syncedAt }) =>
        syncedAt === null ? [] : [{ labels: { source: id }, value: syncedAt / 1_000 }],
      ),
  },
  {
    name: 'source_restarts',
    help: 'How often a source began anew since the console started.',
    labels: ['source'],
    samples: ({ sourceStatuses }) =>
      sourceStatuses().map(({ id, restarts }) => ({ labels: { source: id }, value: restarts })),
  },
  {
    name: 'source_unreadable',
    help: 'Lines and objects of a source that could not be read since the console started.',
    labels: ['source'],
    samples: ({ sourceStatuses }) =>
      sourceStatuses().map(({ id, unreadable }) => ({ labels: { source: id }, value: unreadable })),
  },
  {
    name: 'source_seen_timestamp_seconds',
    help: 'Start of the last request of a source that was answered in full; absent where none was.',
    labels: ['source'],
    samples: ({ tick }) =>
      Object.entries(tick().measured.sources).flatMap(([source, at]) =>
        at === null ? [] : [{ labels: { source }, value: seconds(at) }],
      ),
  },
];
