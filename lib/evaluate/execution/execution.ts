/** If execution is off, and if that is proven: independent proofs, one outcome (plan, Safety invariants). */

import type { Posture } from '../../posture.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { ExecutionScope } from '../../status/scope.ts';
import {
  EXECUTION_VERDICT,
  EXECUTOR_PROOFS,
  type ExecutionOutcome,
  SWITCH_PROOFS,
} from '../../vocabulary.ts';
import { instant } from '../base/evidence.ts';
import type { FinishedExecutor } from '../base/executor-memory.ts';
import type { World } from '../base/input.ts';
import type { StateBuilder } from '../base/state.ts';
import { proveAutoscalers } from './autoscalers.ts';
import { proveCloudRun } from './cloud-run.ts';
import { type NamedCulprit, namedCulprits } from './culprits.ts';
import { doubted } from './disagreement.ts';
import { proveNoPods, proveScaledToZero } from './executors.ts';
import { inventoryOf } from './inventory.ts';
import { proveHalted } from './kill-switch.ts';
import { haltChanges } from './kill-switch-changes.ts';
import { everyExecutorTakesSwitch, proveMounts } from './kill-switch-mounts.ts';
import { proveProcesses } from './kill-switch-processes.ts';
import { proveModes } from './modes.ts';
import { pastPods } from './past-pods.ts';
import { processReports } from './reported.ts';
import { executionScope } from './scope/scope.ts';

export interface EvaluatedExecution {
  outcome: ExecutionOutcome;
  proofs: ProofStatus[];
  /** Who makes a proof bad or unknown. */
  culprits: NamedCulprit[];
  scope: ExecutionScope;
  /** True while both executor proofs hold: nothing that could execute is wanted or runs. */
  executorsOff: boolean;
  /** Executors that ran and ended, until the session that follows has closed. */
  finished: readonly FinishedExecutor[];
  /** Every layer of the kill switch is confirmed halted, as far as executors go by it. */
  haltConfirmed: boolean;
}

/**
 * All proofs and their one outcome. `attention` is a finding: it keeps nothing from being proven off. Every other
 * verdict except good and not-applicable does.
 */
export function evaluateExecution(world: World, states: StateBuilder): EvaluatedExecution {
  const inventory = inventoryOf(world);
  const words = processReports(world);
  const scaled = doubted(world, 'executors-scaled', proveScaledToZero(world, inventory));
  const past = pastPods(world, inventory, states.executors());
  states.keepExecutors(past.memory);
  const pods = doubted(world, 'executor-pods', proveNoPods(world, inventory, past));
  const { disagree, result, ...halt } = doubted(world, 'halt-switches', proveHalted(world));
  const mounts = proveMounts(world, inventory);
  const changes = haltChanges(world, states);
  const { dissent, ...processes } = proveProcesses(world, { inventory, changes, words, result });
  const modes = proveModes(world, inventory, words);
  const autoscalers = proveAutoscalers(world, inventory);
  const cloudRun = proveCloudRun(world, inventory, words);
  const all = [scaled, pods, halt, mounts, processes, modes, autoscalers, cloudRun];
  const proofs = all.map(({ culprits: _, ...proof }) => ({
    ...proof,
    since: instant(states.since(`proof:${proof.id}`, proof.code)),
  }));
  const haltConfirmed = [halt, mounts, processes].every(holds);
  const gatesHold =
    haltConfirmed && holds(modes) && holds(cloudRun) && everyExecutorTakesSwitch(world, inventory);
  return {
    outcome: outcomeOf(proofs, {
      runs: scaled.verdict === 'bad' || pods.verdict === 'bad',
      gatesHold,
      disagree: disagree || (dissent && result === 'halted'),
    }),
    proofs,
    culprits: namedCulprits(world, all),
    scope: executionScope(world, inventory),
    executorsOff: holds(scaled) && holds(pods),
    finished: past.finished,
    haltConfirmed,
  };
}

/** Findings do not affect the outcome. */
function holds({ verdict }: ProofStatus): boolean {
  return verdict === 'good' || verdict === 'attention' || verdict === 'not-applicable';
}

/**
 * Worst reading first; only when nothing is bad and nothing is unknown is it proven.
 * - gated: something runs, the switches are halted, every container of every executor's pod takes one of them live and
 *   in its own namespace, no process is older than its value or says otherwise, and no mode is live.
 * - not-off: something runs without all that; or a mode is live, or all switches allow.
 * - contradicted: nothing runs, and only a disagreement of two switches, or of a switch and a process, is bad.
 * - unproven: a proof is missing, or older than its limit.
 */
function outcomeOf(
  proofs: readonly ProofStatus[],
  c: { runs: boolean; gatesHold: boolean; disagree: boolean },
): ExecutionOutcome {
  if (c.runs) return c.gatesHold ? 'gated' : 'not-off';
  const bad = proofs.filter((p) => p.verdict === 'bad');
  if (c.disagree && bad.every((p) => SWITCH_PROOFS.includes(p.id))) return 'contradicted';
  if (bad.length > 0) return 'not-off';
  return proofs.every(holds) ? 'proven-off' : 'unproven';
}

/** The banner's part of the posture. */
export function executionPosture(
  { outcome, proofs, scope }: EvaluatedExecution,
  since: string,
): Posture['execution'] {
  return { outcome, verdict: EXECUTION_VERDICT[outcome], since, proofs, scope };
}

/** True if anything that is or may be an executor is wanted or runs, by the known facts. */
export function executorRuns(proofs: readonly ProofStatus[]): boolean {
  return proofs.some((p) => EXECUTOR_PROOFS.includes(p.id) && p.verdict === 'bad');
}
