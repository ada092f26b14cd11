/** Which of the plan's escalation rules hold, and whether they fire, will fire, or are held back (plan, Escalation rules). */
import { knownValue, valuesOf } from '../ledger/ledger.ts';
import type { EscalationPlan, Plan } from '../plan/schema.ts';
import type { JudgedAgent } from './agents.ts';
import { settingOf, switchOf } from './environment.ts';
import { listed } from './evidence.ts';
import type { JudgedExecution } from './execution.ts';
import type { JudgedFailure } from './failures/failure.ts';
import type { World } from './world.ts';

/** Everything judged so far that a rule can look at. `failures` by the plan's id. */
export interface Judged {
  world: World;
  execution: JudgedExecution;
  agents: readonly JudgedAgent[];
  failures: ReadonlyMap<string, JudgedFailure>;
}

/** A rule whose condition holds now: why, who, and since when by the evidence. */
export interface Condition {
  because: string;
  agent: string | null;
  since: number | null;
  /** Ids of the failure modes that this condition already tells of. */
  failure: string | null;
}

export function conditionOf(judged: Judged, rule: EscalationPlan): Condition | null {
  const { when } = rule;
  switch (when.kind) {
    case 'execution':
      return when.outcomes.includes(judged.execution.outcome) && pages(judged)
        ? executionCondition(judged)
        : null;
    case 'halt-switch-unconfirmed':
      return unconfirmedHalt(judged);
    case 'gate-bypassed':
      return bypassedGate(judged);
    case 'failure':
      return failureCondition(judged, when.failure, when.agents);
    case 'agent':
      return agentCondition(judged, when.agents, when.verdicts);
  }
}

/** An executor that runs with every gate holding pages where the plan says so. */
function pages({ world, execution }: Judged): boolean {
  return execution.outcome !== 'gated' || world.plan.safety.executors.gatedPages;
}

function executionCondition({ world, execution }: Judged): Condition {
  const bad = execution.proofs.filter((p) => p.verdict === 'bad');
  const because = listed(
    bad.map((p) => `${p.label.toLowerCase()}: ${p.value} (${p.detail})`),
    2,
  );
  return { because, agent: executorName(world.plan), since: null, failure: null };
}

function executorName(plan: Plan): string | null {
  return plan.agents.find((a) => a.runs === 'off')?.name ?? null;
}

/** The kill switch cannot be confirmed while an executor is not proven off. */
function unconfirmedHalt({ world, execution }: Judged): Condition | null {
  if (execution.haltConfirmed || execution.executorsOff) return null;
  const halt = execution.proofs.find((p) => p.id === 'halt-switches');
  return {
    because: `kill switch ${halt?.value}: ${halt?.detail}`,
    agent: executorName(world.plan),
    since: null,
    failure: null,
  };
}

/** The freshness gate is bypassed: by a variable in a pod's spec, or by a producer that calls old ticks ok. */
function bypassedGate(judged: Judged): Condition | null {
  const liar = judged.agents.find((a) => a.readings.some((r) => r.code === 'gate-bypassed'));
  const reading = liar?.readings.find((r) => r.code === 'gate-bypassed');
  if (liar !== undefined && reading !== undefined)
    return { because: reading.reason, agent: liar.plan.name, since: reading.since, failure: null };
  const by = bypassVariables(judged.world);
  return by.length === 0 ? null : { because: `${listed(by)} set`, agent: null, since: null, failure: null };
}

function bypassVariables(world: World): string[] {
  const pods = valuesOf(world.ledger, 'pod').filter((p) => world.plan.mesh.namespaces.includes(p.namespace));
  const workloads = valuesOf(world.ledger, 'workload').filter((w) =>
    world.plan.mesh.namespaces.includes(w.namespace),
  );
  return [...workloads, ...pods].flatMap((object) =>
    object.containers.flatMap((c) =>
      world.plan.safety.environment.bypasses
        .filter((name) => switchOf(settingOf(world, object.namespace, c, name)) === 'on')
        .map((name) => `${name} on ${object.name}`),
    ),
  );
}

/** `names`: the rule is about these agents only. A failure mode names agents or their workloads. */
function failureCondition(
  { world, failures }: Judged,
  id: string,
  names?: readonly string[],
): Condition | null {
  const failure = failures.get(id);
  if (failure?.state !== 'present') return null;
  const agents = world.plan.agents.filter((a) => names?.includes(a.name) ?? true);
  const shown = agents.find((a) =>
    [a.name, ...a.workloads.map((w) => w.name)].some((n) => failure.who.includes(n)),
  );
  if (names !== undefined && shown === undefined) return null;
  return {
    because: failure.because,
    agent: shown?.name ?? failure.who[0] ?? null,
    since: failure.since,
    failure: id,
  };
}

function agentCondition(
  { agents }: Judged,
  names: readonly string[],
  verdicts: readonly string[],
): Condition | null {
  const hit = agents.find((a) => names.includes(a.plan.name) && verdicts.includes(a.verdict));
  return hit === undefined
    ? null
    : { because: hit.reason || hit.state, agent: hit.plan.name, since: hit.since, failure: null };
}

/** Whether the plan's hours hold a rule back. A market that is not known fails towards paging. */
export function heldBack(world: World, rule: EscalationPlan): boolean {
  return rule.during === 'market-hours' && world.market.state !== 'open' && world.market.state !== 'unknown';
}

/** Whether the cluster said that it is a practice mesh; null while it has not been asked. */
export function practiceOf(world: World): boolean | null {
  return knownValue(world.ledger, 'cluster', 'cluster')?.practice ?? null;
}
