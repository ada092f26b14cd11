/**
 * Whether an agent is up, as its SLO counts it. Decided here alone, from its row: the recorded series, SLO minutes, the
 * metric and the legacy API follow (docs/decisions/0017-slo.md).
 *
 * A bad row is down and an unknown one is neither, whatever beats or answers. Any other row is up only by what the SLO is
 * of. An executor that people enabled is the one exception: its row is bad because it is on, and `up` is its health.
 */

import { contractOf, probeKindSchema } from '../../contracts/registry.ts';
import { showsSlo } from '../../plan/slo-probes.ts';
import type { AgentPosture } from '../../posture.ts';
import type { AgentCode } from '../../status/agent.ts';
import type { ProbeCode } from '../../status/probe.ts';
import type { SloSubjectOf } from '../../vocabulary.ts';

/** `not-asked`: the plan asks nothing of it now, so this time counts for no SLO. */
export const UPS = ['up', 'down', 'unknown', 'not-asked'] as const;
export type Up = (typeof UPS)[number];

type Probe = AgentPosture['probes'][number];

export function upOf(agent: AgentPosture): Up {
  if (agent.verdict === 'unknown') return 'unknown';
  if (isAtRest(agent)) return 'not-asked';
  if (mustBeOff(agent)) return executorUp(agent);
  if (agent.verdict === 'bad') return 'down';
  if (agent.code === ('starting' satisfies AgentCode)) return 'unknown';
  return byProbes(agent, 'up');
}

/** Meant not to run, and not running. */
const AT_REST: readonly string[] = ['off', 'idle'] satisfies AgentCode[];

function isAtRest({ verdict, code }: AgentPosture): boolean {
  return verdict === 'not-applicable' || AT_REST.includes(code);
}

function mustBeOff({ expected }: AgentPosture): boolean {
  return expected.code === 'expect-off';
}

/**
 * Its row tells of all executors together; its own pods tell whether this one is on. That row stays bad while its pods are
 * out of sight, so that they were ready proves nothing without an answer of now.
 */
function executorUp(agent: AgentPosture): Up {
  const { desired, ready, list } = agent.pods;
  const lives = list.some(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed');
  if (!lives && (desired ?? 0) === 0) return 'not-asked';
  const down = ready === 0 || agent.probes.some(({ verdict }) => verdict === 'bad');
  return down ? 'down' : byProbes(agent, 'unknown');
}

/** Of its probes all must be up, apart from those that nothing is asked of now. Without a probe the agent is `unprobed`. */
function byProbes(agent: AgentPosture, unprobed: Up): Up {
  const asked = probesOf(agent, agent.slo.of ?? 'agent').map(probeUp);
  if (asked.length === 0) return unprobed;
  return (['unknown', 'up'] as const).find((up) => asked.includes(up)) ?? 'not-asked';
}

/** The probes that show what the SLO is of; of heartbeats those of market data, where it has any. */
function probesOf({ probes }: AgentPosture, of: SloSubjectOf): Probe[] {
  const shown = probes.filter(({ verdict, probeKind }) => {
    const kind = probeKindSchema.safeParse(probeKind);
    return verdict !== 'not-applicable' && kind.success && showsSlo(of, kind.data);
  });
  const ofData = shown.filter(beatsOfMarketData);
  return of === 'heartbeat' && ofData.length > 0 ? ofData : shown;
}

/** Codes by which old market data is calm. */
const EXCUSED: readonly string[] = ['quiet', 'quiet-claims-ok', 'market-halt'] satisfies ProbeCode[];
/** Findings that ask for attention alone, and by which nobody is proven to be served. */
const UNPROVEN: readonly string[] = ['unready', 'never-beat'] satisfies ProbeCode[];

/**
 * Old market data while none is wanted proves nothing, in either direction. A process that rests at night beats and
 * answers. A finding beside a good answer takes nothing away, unless it calls itself not ready or never beat. What is bad
 * here and not in the row did not count there: it shows nobody up.
 */
function probeUp(probe: Probe): 'up' | 'unknown' | 'not-asked' {
  const { verdict, code } = probe;
  if (verdict === 'bad' || verdict === 'unknown' || UNPROVEN.includes(code)) return 'unknown';
  return EXCUSED.includes(code) && beatsOfMarketData(probe) ? 'not-asked' : 'up';
}

function beatsOfMarketData({ probeKind }: Probe): boolean {
  const kind = probeKindSchema.safeParse(probeKind);
  return kind.success && contractOf(kind.data).beat?.of === 'market-data';
}
