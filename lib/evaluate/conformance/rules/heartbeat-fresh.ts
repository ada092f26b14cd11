/** The data that the agent brings in is fresh now. */

import { probeReason, probeState } from '../../../messages/status/probe.ts';
import type { AgentPlan } from '../../../plan/schema.ts';
import { familyOf, type ProbeFamily } from '../../../status/probe.ts';
import { beatsOfData } from '../../agents/probes/answer.ts';
import type { ProbeResult } from '../../agents/probes/probe-result.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { instanceGaps } from '../scope.ts';
import { concluded, noticed, type Remark } from '../verdict.ts';

const SOURCE = 'plan, Agent contracts: live ingestion, heartbeat';

const OLD: readonly ProbeFamily[] = ['stale', 'gate-bypassed', 'stuck'];

export const heartbeatFresh: ConformanceRule = {
  id: 'heartbeat-fresh',
  title: 'Data heartbeat is fresh',
  source: SOURCE,
  applies: (_plan, agent) => dataProbes(agent).length > 0,
  check(scope) {
    const { agent, readings } = scope;
    const ids = dataProbes(agent).map((p) => p.id);
    const beats = readings.filter((r) => ids.includes(r.probe.id));
    const at = beats[0]?.answeredAt ?? null;
    return concluded(beats.map(beatRemark), instanceGaps(scope), SOURCE, at, {
      state: 'cannot-see',
      why: say('conform-nothing-asked'),
    });
  },
};

function dataProbes(agent: AgentPlan): AgentPlan['probes'] {
  return agent.probes.filter((p) => beatsOfData(p.kind) && !p.optional);
}

/** Old data while none is wanted breaks nothing and proves nothing. */
function beatRemark(r: ProbeResult): Remark {
  const where = `${r.instance} ${r.probe.path}`;
  if (r.verdict === 'good' && r.counts)
    return { where, ...noticed('holds', say('conform-within-limit', { limitSeconds: r.limitSeconds })) };
  const old = r.verdict === 'bad' && OLD.includes(familyOf(r));
  const finding = say('conform-state', { state: probeState(r), reason: probeReason(r) });
  return { where, ...noticed(old ? 'broken' : 'cannot-see', finding) };
}
