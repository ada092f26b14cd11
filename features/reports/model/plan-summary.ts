/** A plan in lines that people can read, in its own order. */

import { contactText } from '#lib/messages/contact.ts';
import { oncallOf, ownerOf } from '#lib/plan/people.ts';
import type { AgentPlan, CadencePlan, EscalationPlan, Plan } from '#lib/plan/schema.ts';
import { PRIORITIES } from '#lib/vocabulary.ts';
import { columns } from './columns.ts';

export function planSummary(plan: Plan, digest: string): string {
  const { mesh, safety } = plan;
  const switches = safety.haltSwitches.map((s) => `${s.namespace}/${s.configMap} ${s.key}`);
  return [
    `${mesh.name}, plan ${digest}`,
    `namespaces    ${mesh.namespaces.join(', ')}`,
    `executors     ${safety.executors.names.join(', ')}, proofs count for ${safety.proofLimitSeconds} s`,
    `halt switches ${switches.join(', ')}`,
    ...part(
      'On call',
      PRIORITIES.map((priority) => [priority, contactText(oncallOf(plan)[priority])]),
    ),
    ...part('Roster', plan.agents.map(agentRow)),
    ...part(
      'Failure modes',
      plan.failures.map((f) => [f.id, f.title, (f.agents ?? ['all agents']).join(', '), f.runbook]),
    ),
    ...part('Escalation', plan.escalations.map(escalationRow)),
    ...part('Cadence', plan.cadence.map(cadenceRow)),
    ...part(
      'For people only',
      (plan.humanOnly ?? []).map((h) => [h.id, h.title]),
    ),
    '',
  ].join('\n');
}

function part(title: string, rows: string[][]): string[] {
  return ['', title, ...(rows.length === 0 ? ['  none'] : columns(rows))];
}

function agentRow({ name, criticality, modeDefault, runs, probes, ...agent }: AgentPlan): string[] {
  const owner = ownerOf(agent);
  const asked = probes.map((p) => p.path).join(' ') || 'not asked';
  return [criticality, name, modeDefault, runs, owner === null ? 'no owner' : contactText(owner), asked];
}

function escalationRow(rule: EscalationPlan): string[] {
  const after = rule.forSeconds === 0 ? 'at once' : `after ${rule.forSeconds} s`;
  return [rule.priority, rule.id, after, rule.during, rule.title];
}

function cadenceRow(item: CadencePlan): string[] {
  const anchor = item.anchor === 'open' ? 'T' : 'close';
  const sign = item.offsetMinutes < 0 ? '' : '+';
  const again = item.everyMinutes === undefined ? '' : `, every ${item.everyMinutes} min`;
  const evidence = item.evidence.map((e) => e.kind).join(', ');
  return [`${anchor}${sign}${item.offsetMinutes}${again}`, item.id, item.who, `by ${evidence}`];
}
