/** A runtime is halted or refuses to run (plan, Failure modes matrix). Refusing on stale market data is its duty. */

import { textOn } from '../../messages/dated.ts';
import { say } from '../../messages/say.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { type ProbeKind, targetName } from '../../plan/schema.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import { distinct } from '../../status/same.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { earliest, type FailureDetect, failure } from './failure.ts';
import { absentWhereAsked } from './pod-failures.ts';

const STOPPED: readonly ProbeFamily[] = ['refusing', 'halted', 'stalled'];
/** A runtime that works on old data is running: that is another failure. */
const RUNS: readonly ProbeFamily[] = [
  'good',
  'quiet',
  'safe-halt',
  'degraded',
  'disagrees',
  'stuck',
  'gate-bypassed',
  'market-halt',
];

/** Probes of counters or heartbeats show nothing about the runtime's state. */
const SAYS_NOTHING: readonly ProbeKind[] = ['metrics', 'config-heartbeat', 'nats-health'];

export const detectAgentRefusing: FailureDetect = ({ world, agents, plan }) => {
  const results = agents.flatMap((a) => a.results.filter((r) => !SAYS_NOTHING.includes(r.probe.kind)));
  const stopped = results.filter((r) => STOPPED.includes(familyOf(r)));
  if (stopped.length > 0)
    return failure(
      stopped.every((r) => familyOf(r) === 'refusing') ? 'agents-refusing-as-planned' : 'agents-stopped',
      {
        who: [...new Set(stopped.map(runtimeOf))],
        since: earliest(stopped.map((r) => r.since)),
        evidence: stopped.map((r) => told(world, r, plan.symptom)),
      },
      { said: distinct(stopped.map(probeReason)) },
    );
  const unclear = results.filter((r) => !RUNS.includes(familyOf(r)));
  if (unclear.length > 0)
    return failure(
      'agents-unclear',
      { who: unclear.map(runtimeOf) },
      { said: unclear.map((r) => say('rule-said-of', { of: runtimeOf(r), said: probeSaid(r) })) },
    );
  return results.length === 0
    ? failure('no-agent-asked', {})
    : absentWhereAsked(
        world,
        results,
        results.map((r) => told(world, r, plan.verification)),
      );
};

function runtimeOf(r: ProbeResult): string {
  return targetName(r.probe.target);
}

function told(world: World, r: ProbeResult, rule: string) {
  return evidence(r.probe.path, textOn(probeSaid(r), world.now), r.instance, r.answeredAt, rule);
}
