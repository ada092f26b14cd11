/**
 * The deploy report (plan, reporting-agent): what is deployed, where, with which image, is it healthy, is it allowed to
 * run, and the top issues. Below its header the same state of the cluster gives the same bytes.
 */

import type { World } from '#lib/evaluate/base/input.ts';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { knownValue, type Ledger } from '#lib/facts/ledger.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import { headlineOf } from '#lib/messages/status/execution.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import { scopeText } from '#lib/messages/status/scope.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import { breaksProof, passesGate } from '#lib/status/agent.ts';
import type { Verdict } from '#lib/vocabulary.ts';
import { type DeployedPod, type DeployedWorkload, deployedPods, deployedWorkloads } from './deployed.ts';
import { type Issue, issuesOf } from './issues.ts';
import { shownKey } from './mesh-objects.ts';
import { sortedBy } from './sorted.ts';
import { untimedPosture } from './untimed-posture.ts';

const DEPLOY_REPORT_VERSION = 1;

/** Health in the report's words (plan: "deploy report ok for all critical components"). */
export type Health = 'ok' | 'attention' | 'not ok' | 'unknown' | 'off, as planned' | 'not applicable';

export interface Component {
  name: string;
  criticality: AgentPosture['criticality'];
  health: Health;
  state: string;
  because: string;
  /** When the plan lets it run. */
  mayRun: 'always' | 'on-demand' | 'off';
  /** True if its running part is within that, in no live mode and behind the freshness gate. */
  allowed: 'yes' | 'no' | 'unknown';
  modeDefault: string;
  modesObserved: string[];
  /** Where it runs if not in the cluster, such as `Cloud Run`. */
  place: string | null;
  desired: number | null;
  ready: number | null;
}

/** Fields that may differ between runs over the same state. */
export interface ReportHeader {
  generatedAt: string;
  /** Health is evaluated for this hour of the market's day. */
  session: string;
  console: { version: string; build: string };
}

export interface DeployReport {
  header: ReportHeader;
  schemaVersion: number;
  mesh: {
    name: string;
    context: string;
    namespaces: string[];
    practice: boolean | null;
    clusterVersion: string | null;
  };
  plan: { digest: string };
  /** Of all agents of P0 and P1: the worst. */
  critical: { health: Health; notOk: string[] };
  execution: {
    outcome: Posture['execution']['outcome'];
    headline: string;
    /** What was searched, and what was not. */
    scope: string;
    proofs: { id: string; label: string; verdict: Verdict; value: string; detail: string }[];
  };
  /** `value`: as it stands in the ConfigMap; null if the map or the key is missing. */
  haltSwitches: { id: string; namespace: string; configMap: string; key: string; value: string | null }[];
  issues: Issue[];
  components: Component[];
  workloads: DeployedWorkload[];
  pods: DeployedPod[];
  undeclared: { kind: string; namespace: string; name: string }[];
}

const HEALTH: Readonly<Record<Verdict, Health>> = {
  good: 'ok',
  attention: 'attention',
  bad: 'not ok',
  unknown: 'unknown',
  'expected-off': 'off, as planned',
  'not-applicable': 'not applicable',
};

export interface Reported {
  world: World;
  /** Its evaluation state: a red that needed time to show stays. */
  evaluationState: EvaluationState;
  /** As published; the mesh is evaluated again. */
  posture: Posture;
}

/** Evaluated once more, over the facts that its other parts are read from. */
export function deployReport({ world, evaluationState, posture: published }: Reported): DeployReport {
  const { plan, ledger } = world;
  const posture = untimedPosture({ ...published, ...evaluate(world, evaluationState).said });
  const { mesh, execution } = posture;
  const components = sortedBy(posture.agents, (a) => `${a.criticality} ${a.name}`).map((a) =>
    component(plan, a),
  );
  const { version, build } = posture.console;
  return {
    header: { generatedAt: posture.at, session: marketLabel(posture.market), console: { version, build } },
    schemaVersion: DEPLOY_REPORT_VERSION,
    mesh: {
      name: mesh.name,
      context: mesh.context,
      namespaces: mesh.namespaces.toSorted(),
      practice: mesh.practice,
      clusterVersion: knownValue(ledger, 'cluster', 'cluster')?.version ?? null,
    },
    plan: { digest: posture.plan.digest },
    critical: criticalOf(components),
    execution: {
      outcome: execution.outcome,
      headline: headlineOf(execution.outcome),
      scope: scopeText(execution.scope),
      proofs: proofsOf(execution),
    },
    haltSwitches: haltSwitchesOf(plan, ledger),
    issues: issuesOf(plan, posture),
    components,
    workloads: deployedWorkloads(world),
    pods: deployedPods(world),
    undeclared: posture.undeclared.map(({ kind, namespace, name }) => ({ kind, namespace, name })),
  };
}

function component(plan: Plan, agent: AgentPosture): Component {
  const mayRun = plan.agents.find(({ name }) => name === agent.name)?.runs ?? 'off';
  const { state, reason } = agentText(agent);
  return {
    name: agent.name,
    criticality: agent.criticality,
    health: HEALTH[agent.verdict],
    state,
    because: reason,
    mayRun,
    allowed: allowedOf(plan, agent, mayRun),
    modeDefault: agent.modeDefault,
    modesObserved: agent.modesObserved.toSorted(),
    place: agent.pods.place,
    desired: agent.pods.desired,
    ready: agent.pods.ready,
  };
}

/**
 * A workload that the plan keeps off is allowed while it is off; no workload is allowed a live mode, however it is set, nor
 * to pass the freshness gate (plan, Safety invariants).
 */
function allowedOf(plan: Plan, agent: AgentPosture, mayRun: Component['mayRun']): Component['allowed'] {
  const live: readonly string[] = plan.safety.liveModes;
  if (agent.modesObserved.some((mode) => live.includes(mode))) return 'no';
  if (breaksProof(agent) || passesGate(agent)) return 'no';
  if (agent.verdict === 'unknown') return 'unknown';
  if (mayRun === 'off') return agent.verdict === 'expected-off' ? 'yes' : 'no';
  return 'yes';
}

const WORST_FIRST: readonly Health[] = ['not ok', 'unknown', 'attention'];

function criticalOf(components: readonly Component[]): DeployReport['critical'] {
  const critical = components.filter((c) => c.criticality === 'P0' || c.criticality === 'P1');
  const health = WORST_FIRST.find((worst) => critical.some((c) => c.health === worst)) ?? 'ok';
  const notOk = critical.filter((c) => WORST_FIRST.includes(c.health)).map((c) => c.name);
  return { health: critical.length === 0 ? 'unknown' : health, notOk };
}

function proofsOf({ proofs }: Posture['execution']): DeployReport['execution']['proofs'] {
  return proofs.map((proof) => {
    const { label, value, detail } = proofText(proof);
    return { id: proof.id, label, verdict: proof.verdict, value, detail };
  });
}

function haltSwitchesOf(plan: Plan, ledger: Ledger): DeployReport['haltSwitches'] {
  const read = plan.safety.haltSwitches.map(({ id, namespace, configMap, key }) => {
    const known = knownValue(ledger, 'config', `ConfigMap/${namespace}/${configMap}`);
    return { id, namespace, configMap, key, value: shownKey(known, key) };
  });
  return sortedBy(read, ({ id }) => id);
}
