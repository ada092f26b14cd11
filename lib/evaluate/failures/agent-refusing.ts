/** A runtime is halted or refuses to run (plan, Failure modes matrix). Refusing on stale market data is its duty. */

import { listed } from '../../messages/lists.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { text } from '../../messages/text.ts';
import { type ProbeKind, targetName } from '../../plan/schema.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import type { ProbeReading } from '../agents/probes/probe-result.ts';
import { evidence } from '../base/evidence.ts';
import { absent, cannotTell, earliest, type FailureDetect, present } from './failure.ts';

const STOPPED: readonly ProbeFamily[] = ['refusing', 'halted', 'stalled'];
/** What runs on old data runs: that is another failure. */
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

/** What counts, or beats, says nothing of what the runtime means to do. */
const SAYS_NOTHING: readonly ProbeKind[] = ['metrics', 'config-heartbeat', 'nats-health'];

export const detectAgentRefusing: FailureDetect = ({ agents, plan }) => {
  const readings = agents.flatMap((a) => a.readings.filter((r) => !SAYS_NOTHING.includes(r.probe.kind)));
  const stopped = readings.filter((r) => STOPPED.includes(familyOf(r)));
  if (stopped.length > 0)
    return present({
      who: [...new Set(stopped.map(runtimeOf))],
      because: listed([...new Set(stopped.map((r) => text(probeReason(r))))]),
      since: earliest(stopped.map((r) => r.since)),
      evidence: stopped.map((r) => told(r, plan.symptom)),
      expected: stopped.every((r) => familyOf(r) === 'refusing'),
    });
  const unclear = readings.filter((r) => !RUNS.includes(familyOf(r)));
  if (unclear.length > 0)
    return cannotTell(
      listed(unclear.map((r) => `${runtimeOf(r)}: ${text(probeSaid(r))}`)),
      unclear.map(runtimeOf),
    );
  return readings.length === 0
    ? cannotTell('no agent that this is looked for in is asked for its status')
    : absent(readings.map((r) => told(r, plan.verification)));
};

function runtimeOf(r: ProbeReading): string {
  return targetName(r.probe.target);
}

function told(r: ProbeReading, rule: string) {
  return evidence(r.probe.path, text(probeSaid(r)), r.instance, r.answeredAt, rule);
}
