/** The whole of `/contracts`: every agent by every rule, every line of its contract, and the limits of age around it. */

import { readingsOf } from '#lib/evaluate/agents/probes/readings.ts';
import type { World } from '#lib/evaluate/base/input.ts';
import { contractRunbook } from '#lib/evaluate/base/runbook-ref.ts';
import { type EvaluationState, StateBuilder } from '#lib/evaluate/base/state.ts';
import {
  type Disagreement,
  disagreements,
  type Threshold,
  thresholdsOf,
} from '#lib/evaluate/base/thresholds.ts';
import { CONFORMANCE_RULES } from '#lib/evaluate/conformance/registry.ts';
import type { Conformance } from '#lib/evaluate/conformance/rule.ts';
import { say, text } from '#lib/evaluate/conformance/say.ts';
import { type AgentScope, scopeOf } from '#lib/evaluate/conformance/scope.ts';
import { dated } from '#lib/messages/dated.ts';
import {
  CONFORMANCE_CELL_VERDICTS,
  type ConformanceCode,
  conformanceCode,
} from '#lib/status/conformance-cell.ts';
import type { AgentContracts, ContractCell, ContractsDocument } from '../document.ts';
import { linesOf } from './lines.ts';

/**
 * Pure and total: the same world and evaluation state give the same document. `evaluationState`: the state after the last
 * evaluation of this world; without it, rising proposals are not detected.
 */
export function conformanceOf(
  world: World,
  evaluationState: EvaluationState,
): Pick<ContractsDocument, 'rules' | 'agents' | 'counts'> {
  const readings = readingsOf(world, new StateBuilder(evaluationState, world.now));
  const thresholds = thresholdsOf(world);
  const disagreeing = disagreements(thresholds);
  const agents = world.plan.agents.map((agent) =>
    agentContracts(
      scopeOf(world, agent, readings.get(agent.name) ?? [], evaluationState.executors),
      thresholds,
      disagreeing,
    ),
  );
  const cells = agents.flatMap((agent) => agent.cells);
  const counted = (code: ConformanceCode) => cells.filter((cell) => cell.code === code).length;
  return {
    rules: CONFORMANCE_RULES.map(({ id, title, source, class: kind }) => ({
      id,
      class: kind,
      title,
      source,
      runbook: contractRunbook(world.plan, id),
    })),
    agents,
    counts: {
      broken: counted('broken'),
      hygiene: counted('broken-hygiene'),
      cannotSee: counted('cannot-see'),
      holds: counted('holds'),
      notApplicable: counted('not-applicable'),
    },
  };
}

function agentContracts(
  scope: AgentScope,
  thresholds: readonly Threshold[],
  disagreeing: readonly Disagreement[],
): AgentContracts {
  const { agent } = scope;
  const cells = CONFORMANCE_RULES.map((rule) => cellOf(scope, rule));
  const own = thresholds.filter((threshold) => threshold.agent === agent.name);
  return {
    name: agent.name,
    criticality: agent.criticality,
    cells,
    lines: linesOf(agent, cells),
    thresholds: own.map(({ what, where, seconds }) => ({
      what: text(say(`limit-${what}`)),
      where: text(where),
      seconds,
      applies: applies(own, what, seconds),
    })),
    disagreements: disagreeing
      .filter((found) => found.agent === agent.name)
      .map(({ what, smallest }) => ({ what: text(say(`limit-${what}`)), smallestSeconds: smallest })),
  };
}

function cellOf(scope: AgentScope, rule: (typeof CONFORMANCE_RULES)[number]): ContractCell {
  const applies = rule.applies(scope.world.plan, scope.agent);
  const { state, why, evidence } = applies ? rule.check(scope) : NOT_ASKED;
  const code = conformanceCode(state, rule.class);
  return {
    kind: 'conformance-cell',
    id: `${scope.agent.name}/${rule.id}`,
    subject: scope.agent.name,
    rule: rule.id,
    state,
    verdict: CONFORMANCE_CELL_VERDICTS[code],
    code,
    params: dated({ why }, scope.world.now),
    since: null,
    observedAt: oldestOf(evidence),
    evidence,
    runbook: state === 'broken' ? contractRunbook(scope.world.plan, rule.id) : null,
  };
}

/** Instants of one form are ordered as texts are. */
function oldestOf(evidence: Conformance['evidence']): string | null {
  return evidence.flatMap(({ at }) => at ?? []).sort()[0] ?? null;
}

const NOT_ASKED: Conformance = {
  state: 'not-applicable',
  why: say('conform-not-asked-of-it'),
  evidence: [],
};

/** The smallest limit of each subject applies. */
function applies(own: readonly Threshold[], what: Threshold['what'], seconds: number): boolean {
  return own.every((other) => other.what !== what || other.seconds >= seconds);
}
