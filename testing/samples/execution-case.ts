/** The sample mesh with programs that take the kill switch as the plan says, and execution evaluated over it. */

import { EMPTY_STATE, type EvaluationState, StateBuilder } from '#lib/evaluate/base/state.ts';
import { type EvaluatedExecution, evaluateExecution } from '#lib/evaluate/execution/execution.ts';
import type { ContainerSpec, Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { ProofStatus } from '#lib/status/proof-status.ts';
import { calmFacts, container, literal, mount, NOW, pod, sourceStatus, workload } from './facts.ts';
import { SAMPLE_PLAN } from './plan.ts';

type Variable = ContainerSpec['environment'][number];
type Spec = Partial<ContainerSpec>;

export const BRAKE_FILE = '/etc/brake/HALTED';
const readAs = { env: 'HALTED', fileEnv: 'HALTED_FILE', file: BRAKE_FILE };

/** The sample plan, whose first switch says how it is read, and which knows a broker's credentials. */
export const SWITCHED_PLAN: Plan = {
  ...SAMPLE_PLAN,
  safety: {
    ...SAMPLE_PLAN.safety,
    haltSwitches: SAMPLE_PLAN.safety.haltSwitches.map((s) => (s.id === 'brake' ? { ...s, readAs } : s)),
    brokerCredentials: { variablePrefixes: ['BROKER_'], secrets: ['broker-creds'], agents: ['feed'] },
  },
};

/** The switch in a variable that the ConfigMap fills when the container starts. */
export function fromMap(name = 'HALTED', configMap = 'brake', key = 'HALTED', optional = false): Variable {
  return { name, origin: 'config-map', value: null, filled: false, ref: { configMap, key, optional } };
}

/** A container that takes the brake by file, mounted where its variable points, and sets its mode in clear. */
export function braked(value: Spec = {}): ContainerSpec {
  return container({
    environment: [literal('HALTED_FILE', BRAKE_FILE), literal('MODE', 'OFF')],
    mounts: [mount('/etc/brake', 'brake')],
    ...value,
  });
}

/** Calm, where the feed and the executor at zero take the brake by file. */
export function switchedCalm(): Fact[] {
  return [
    ...calmFacts(),
    sourceStatus('watch/HorizontalPodAutoscaler'),
    workload('feed', { containers: [braked()] }),
    pod('feed-1', 'feed', { containers: [braked()] }),
    workload('crane', { desired: 0, actual: 0, ready: 0, containers: [braked()] }),
  ];
}

/** An executor that is wanted and runs in one pod, both with this container. */
export function runningCrane(
  spec: ContainerSpec,
  namespace = 'pier',
  startedAt: number | null = null,
): Fact[] {
  const state = { name: spec.name, ready: true, restarts: 0, state: 'running' as const };
  const states = [{ ...state, reason: null, message: null, startedAt, lastExit: null }];
  return [
    workload('crane', { namespace, containers: [spec] }),
    pod('crane-x', 'crane', { namespace, containers: [spec], states }),
  ];
}

interface Options {
  plan?: Plan;
  now?: number;
  evaluationState?: EvaluationState;
  /** The disturbance; calm if left out. */
  base?: readonly Fact[];
}

/** Execution over switched calm and what disturbs it, with the state for the next evaluation. */
export function executionOf(
  disturbance: readonly Fact[] = [],
  options: Options = {},
): EvaluatedExecution & { evaluationState: EvaluationState } {
  const { plan = SWITCHED_PLAN, now = NOW, evaluationState = EMPTY_STATE, base = switchedCalm() } = options;
  const states = new StateBuilder(evaluationState, now);
  const ledger = applyAll(EMPTY_LEDGER, [...base, ...disturbance]);
  return {
    ...evaluateExecution({ plan, ledger, market: marketAt(now), now }, states),
    evaluationState: states.finished(),
  };
}

/** One proof by its id, with its words. @throws if there is none: the case is about a proof that is no more. */
export function proofOf(
  evaluated: EvaluatedExecution,
  id: string,
): ProofStatus & ReturnType<typeof proofText> {
  const found = evaluated.proofs.find((p) => p.id === id);
  if (found === undefined) throw new Error(`no proof ${id}`);
  return { ...found, ...proofText(found) };
}
