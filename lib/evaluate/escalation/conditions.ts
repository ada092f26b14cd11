/**
 * Whether the condition of an escalation rule holds now (plan, Escalation rules): it holds, it does not, or it cannot
 * be told. Only evidence makes it not hold: what is out of sight is never calm.
 */

import { valuesOf } from '../../facts/ledger.ts';
import { clauses, listed } from '../../messages/lists.ts';
import { agentSaid, agentState } from '../../messages/status/agent.ts';
import { probeReason, probeSaid } from '../../messages/status/probe.ts';
import { text } from '../../messages/text.ts';
import type { EscalationPlan, Plan } from '../../plan/schema.ts';
import { passesGate } from '../../status/agent.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import type { Verdict } from '../../vocabulary.ts';
import type { JudgedAgent } from '../agents/agent.ts';
import type { ProbeReading } from '../agents/probes/probe-result.ts';
import { meshSight, SWEPT_KINDS, sweepSight } from '../base/availability.ts';
import { bypassVariables } from '../base/bypass.ts';
import { hasFinished } from '../base/input.ts';
import { executorRuns } from '../execution/execution.ts';
import type { JudgedProof } from '../execution/executors.ts';
import { NOT_READ, readSwitch, type SwitchReading } from '../execution/kill-switch.ts';
import type { Condition, ConditionReading, Judged } from './condition.ts';
import { sightLost } from './source-lost.ts';

export function readCondition(judged: Judged, rule: EscalationPlan): ConditionReading {
  const { when } = rule;
  switch (when.kind) {
    case 'execution':
      return readExecution(judged, when.outcomes);
    case 'halt-switch-unconfirmed':
      return readHaltSwitches(judged);
    case 'gate-bypassed':
      return readGate(judged);
    case 'failure':
      return readFailure(judged, when.failure, when.agents);
    case 'agent':
      return readAgents(judged, when.agents, when.verdicts);
    case 'sight-lost':
      return sightLost(judged, when.criticalities);
  }
}

function holds(
  restsOn: string[],
  because: string,
  found: { agent?: string | null; since?: number | null; failure?: string } = {},
): Condition {
  const { agent = null, since = null, failure = null } = found;
  return { reading: 'holds', because, agent, since, failure, restsOn };
}

const doesNot = (why: string): ConditionReading => ({ reading: 'does-not', why });
const cannotTell = (why: string, unclear: string[]): ConditionReading => ({
  reading: 'cannot-tell',
  why,
  unclear,
});

function readExecution({ world, execution }: Judged, outcomes: readonly string[]): ConditionReading {
  const { outcome, proofs } = execution;
  if (outcomes.includes(outcome)) {
    if (outcome === 'gated' && !world.plan.safety.executors.gatedPages)
      return doesNot('an executor runs with every gate holding, for which the plan does not page');
    const bad = proofs.filter((p) => p.verdict === 'bad');
    const because = clauses(
      bad.map((p) => `${p.label.toLowerCase()}: ${p.value} (${p.detail})`),
      2,
    );
    return holds(
      bad.map((p) => p.id),
      because,
      { agent: executorName(world.plan) },
    );
  }
  if (outcome !== 'unproven') return doesNot(`execution is ${outcome.replaceAll('-', ' ')}`);
  const unclear = proofs.filter((p) => p.verdict === 'unknown');
  return cannotTell(
    clauses(
      unclear.map((p) => `${p.label.toLowerCase()}: ${p.detail}`),
      2,
    ),
    unclear.map((p) => p.id),
  );
}

function executorName(plan: Plan): string | null {
  return plan.agents.find((a) => a.runs === 'off')?.name ?? null;
}

/**
 * The kill switch cannot be confirmed while an executor is not proven off. Not to see either is that very condition;
 * only before the switches have been read for the first time is there nothing to say yet.
 */
function readHaltSwitches({ world, execution }: Judged): ConditionReading {
  if (execution.haltConfirmed) return doesNot('the kill switch is confirmed halted');
  if (execution.executorsOff) return doesNot('every executor is proven off');
  const switches = world.plan.safety.haltSwitches.map((s) => readSwitch(world, s));
  if (switches.every((s) => s.seen === NOT_READ))
    return cannotTell('no halt switch has been read yet', [...HALT_PROOFS]);
  if (!executorRuns(execution.proofs) && firstReads(switches))
    return cannotTell('not every halt switch has been read yet', [...HALT_PROOFS]);
  const weak = execution.proofs.filter((p) => HALT_PROOFS.includes(p.id) && FAILS.includes(p.verdict));
  if (onlyUnseen(execution.proofs, weak))
    return cannotTell(
      `every switch says halted; ${clauses(
        weak.map((p) => p.detail),
        2,
      )}`,
      weak.map((p) => p.id),
    );
  const because = clauses(
    weak.map((p) => `${p.label.toLowerCase()} ${p.value}: ${p.detail}`),
    2,
  );
  return holds(
    weak.map((p) => p.id),
    because,
    { agent: executorName(world.plan) },
  );
}

/** Whether all that keeps the switches from being confirmed is that the first read of one is still under way. */
function firstReads(switches: readonly SwitchReading[]): boolean {
  const mayBeHalted = (s: SwitchReading) => s.reading === 'halted' || (s.awaited && s.seen === NOT_READ);
  return switches.some((s) => s.awaited) && switches.every(mayBeHalted);
}

/**
 * Whether the switches themselves are read as halted, no executor is seen to run, and only how it is taken is out of
 * sight: then nothing is misconfigured as far as is known, and lost sight has its own rule.
 */
function onlyUnseen(proofs: readonly JudgedProof[], weak: readonly JudgedProof[]): boolean {
  return !executorRuns(proofs) && weak.every((p) => p.id !== 'halt-switches' && p.verdict === 'unknown');
}

/** The layers in which the kill switch is confirmed: its value, how it is taken, what running processes say. */
const HALT_PROOFS: readonly string[] = ['halt-switches', 'halt-mounts', 'halt-processes'];
const FAILS: readonly Verdict[] = ['bad', 'unknown'];

const VARIABLES = 'variables';

/** The freshness gate is bypassed: by a variable in a pod's spec, or by a producer that calls old ticks ok. */
function readGate({ world, agents }: Judged): ConditionReading {
  const gated = agents.flatMap((a) => a.readings.filter(tellsOfGate).map((r) => ({ agent: a, r })));
  const liar = gated.find(({ r }) => familyOf(r) === 'gate-bypassed');
  if (liar !== undefined)
    return holds([liar.agent.plan.name], text(probeReason(liar.r)), {
      agent: liar.agent.plan.name,
      since: liar.r.since,
    });
  const { namespaces } = world.plan.mesh;
  const objects = [...valuesOf(world.ledger, 'workload'), ...valuesOf(world.ledger, 'pod')];
  const by = bypassVariables(
    world,
    objects.filter((object) => namespaces.includes(object.namespace)),
  );
  const bypassing = agents.find(passesGate);
  if (by.length > 0) return holds([VARIABLES], `${listed(by)} set`, { agent: bypassing?.plan.name ?? null });
  const sight = meshSight(world, SWEPT_KINDS);
  const silent = gated.filter(
    ({ agent, r }) => UNTOLD.includes(familyOf(r)) && !(sight.sees && runsNowhere(agent, r)),
  );
  if (sight.sees && silent.length === 0)
    return doesNot('no bypass variable is set, and nobody calls old ticks ok');
  return cannotTell(
    clauses([
      ...(sight.sees ? [] : [sight.why]),
      ...silent.map(({ agent, r }) => `${agent.plan.name}: ${text(probeSaid(r))}`),
    ]),
    [...(sight.sees ? [] : [VARIABLES]), ...silent.map(({ agent }) => agent.plan.name)],
  );
}

/** What a reading is when nothing was said that could be true or false. */
const UNTOLD: readonly ProbeFamily[] = ['no-answer', 'not-asked', 'unproven'];

/** Whether it is seen that there is nobody to ask: what does not run passes no gate. */
function runsNowhere(agent: JudgedAgent, r: ProbeReading): boolean {
  return r.code === 'not-asked' && r.probe.target.via === 'workload' && agent.pods.every(hasFinished);
}

/** Readings in which a bypassed gate shows, and those that could show it. */
function tellsOfGate(r: ProbeReading): boolean {
  return (
    familyOf(r) === 'gate-bypassed' ||
    r.probe.kind === 'marketdata-heartbeat' ||
    r.probe.kind === 'ops-status'
  );
}

/** `names`: the rule is about these agents only. A failure mode names agents or their workloads. */
function readFailure(judged: Judged, id: string, names?: readonly string[]): ConditionReading {
  const { world } = judged;
  const title = world.plan.failures.find((f) => f.id === id)?.title ?? id;
  const failure = judged.failures.get(id);
  if (failure === undefined) return cannotTell('not looked for', [id]);
  if (failure.state === 'cannot-tell') return cannotTell(failure.because, [id]);
  if (failure.state === 'absent') return doesNot(absentWords(judged, id, title));
  const agents = world.plan.agents.filter((a) => names?.includes(a.name) ?? true);
  const shown = agents.find((a) =>
    [a.name, ...a.workloads.map((w) => w.name)].some((n) => failure.who.includes(n)),
  );
  if (names === undefined || shown !== undefined)
    return holds([id], failure.because, {
      agent: shown?.name ?? failure.who[0] ?? null,
      since: failure.since,
      failure: id,
    });
  return elsewhere(judged, { id, title, names, who: failure.who });
}

/** Present, and not at whom the rule is about: that is known only with those in sight. */
function elsewhere(
  { world, agents }: Judged,
  { id, title, names, who }: { id: string; title: string; names: readonly string[]; who: string[] },
): ConditionReading {
  const unknown = agents.find((a) => names.includes(a.plan.name) && a.verdict === 'unknown');
  if (unknown !== undefined) return cannotTell(`${unknown.plan.name}: ${text(agentSaid(unknown))}`, [id]);
  const sight = sweepSight(world, 'Pod', world.plan.mesh.namespaces);
  return sight.sees
    ? doesNot(`${title} is at ${listed(who)}, not at ${listed([...names])}`)
    : cannotTell(sight.why, [id]);
}

function absentWords({ world, agents }: Judged, id: string, title: string): string {
  const plan = world.plan.failures.find((f) => f.id === id);
  const beats =
    plan?.detector === 'heartbeat-stale'
      ? agents
          .filter((a) => plan.agents?.includes(a.plan.name) ?? true)
          .flatMap((a) => a.readings.filter((r) => r.code === 'good' && r.limitSeconds !== null))
      : [];
  const limits = beats.flatMap((r) => (r.limitSeconds === null ? [] : [r.limitSeconds]));
  return limits.length === 0
    ? `${title} is absent`
    : `${title} is absent: last beat within ${Math.max(...limits)} s`;
}

function readAgents(
  { agents }: Judged,
  names: readonly string[],
  verdicts: readonly Verdict[],
): ConditionReading {
  const asked = agents.filter((a) => names.includes(a.plan.name));
  const hit = asked.find((a) => verdicts.includes(a.verdict));
  if (hit !== undefined)
    return holds([hit.plan.name], text(agentSaid(hit)), { agent: hit.plan.name, since: hit.since });
  const unknown = asked.filter((a) => a.verdict === 'unknown');
  return unknown.length > 0
    ? cannotTell(
        clauses(unknown.map((a) => `${a.plan.name}: ${text(agentSaid(a))}`)),
        unknown.map((a) => a.plan.name),
      )
    : doesNot(clauses(asked.map((a) => `${a.plan.name}: ${text(agentState(a)).toLowerCase()}`)));
}
