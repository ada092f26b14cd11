/**
 * The condition of a lost sight: a subject whose criticality a rule names cannot be seen (who cannot be seen cannot
 * be called calm). It is always decidable: not to see is what it is about.
 */

import { clauses, counted, listed } from '../../messages/lists.ts';
import { agentSaid } from '../../messages/status/agent.ts';
import { text } from '../../messages/text.ts';
import { familyOf } from '../../status/probe.ts';
import type { PRIORITIES } from '../../vocabulary.ts';
import type { JudgedAgent } from '../agents/agent.ts';
import { blindSources } from '../base/sources.ts';
import type { Condition, ConditionReading, Judged } from './condition.ts';

type Priority = (typeof PRIORITIES)[number];

/** The safety proofs are what a P0 rests on: what they read is lost as a P0 is. */
const SAFETY: Priority = 'P0';

export function sightLost(judged: Judged, criticalities: readonly Priority[]): ConditionReading {
  const unseen = judged.agents.filter((a) => criticalities.includes(a.plan.criticality) && outOfSight(a));
  const blind = criticalities.includes(SAFETY) ? blindSources(judged.world).filter((s) => s.safety) : [];
  const words = listed(criticalities);
  if (unseen.length === 0 && blind.length === 0)
    return { reading: 'does-not', why: `every ${words} subject is in sight` };
  const because = clauses([
    ...blindWords(blind),
    ...unseen.map((a) => `${a.plan.name}: ${text(agentSaid(a))}`),
  ]);
  const condition: Condition = {
    reading: 'holds',
    because,
    agent: unseen[0]?.plan.name ?? null,
    since: null,
    failure: null,
    restsOn: [],
  };
  return condition;
}

/**
 * Blind to it, or no answer though nothing says that it is down. An agent that answers without evidence, or that the
 * plan or the configuration leaves open, is unknown for another reason: sight of it was not lost.
 */
function outOfSight(agent: JudgedAgent): boolean {
  if (agent.verdict !== 'unknown') return false;
  return (
    agent.code === 'blind' ||
    agent.readings.some((r) => r.verdict === 'unknown' && ['no-answer', 'not-asked'].includes(familyOf(r)))
  );
}

/** Each reason once, with what it hides: one cause usually blinds many sources. */
export function blindWords(blind: ReturnType<typeof blindSources>): string[] {
  const reasons = [...new Set(blind.map((s) => s.reason || s.state))];
  return reasons.map((reason) => {
    const labels = blind.filter((s) => (s.reason || s.state) === reason).map((s) => s.label);
    return `${labels.length > 2 ? counted(labels.length, 'source') : listed(labels)}: ${reason}`;
  });
}
