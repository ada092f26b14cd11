/** Strategies and execution refuse while market data is stale. Only stale data shows it. */

import { probeReason } from '../../../messages/status/probe.ts';
import { familyOf } from '../../../status/probe.ts';
import type { ProbeResult } from '../../agents/probes/probe-result.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { concluded, type Noticed, noticed } from '../verdict.ts';

const SOURCE = 'plan, Safety invariants: marketdata freshness gating';

export const refusesWhenStale: ConformanceRule = {
  id: 'refuses-when-stale',
  title: 'Refuses on stale market data',
  source: SOURCE,
  applies: (_plan, agent) =>
    (agent.kind === 'strategy' || agent.kind === 'execution') && agent.probes.length > 0,
  check({ readings }) {
    const remarks = readings.map((r) => ({
      where: `${r.instance} ${r.probe.path}`,
      optional: r.probe.optional,
      ...refusal(r),
    }));
    // An observation of one instance holds for the program, even if other instances were fresh.
    const seen = remarks.filter((r) => r.state !== 'cannot-see');
    const at = readings[0]?.answeredAt ?? null;
    const told = seen.length > 0 ? seen : remarks.filter((r) => !r.optional);
    return concluded(told, [], SOURCE, at, { state: 'cannot-see', why: say('conform-nothing-asked') });
  },
};

function refusal(r: ProbeResult): Noticed {
  if (familyOf(r) === 'gate-bypassed') return noticed('broken', probeReason(r));
  if (!r.counts) return noticed('cannot-see', probeReason(r));
  if (familyOf(r) === 'refusing') return noticed('holds', say('conform-seen', { reason: probeReason(r) }));
  return noticed('cannot-see', say('conform-not-stale'));
}
