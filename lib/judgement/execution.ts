/** Is execution off, and is that proven? Five independent proofs, one outcome (plan, Safety invariants). */
import { EXECUTION_VERDICT, type ExecutionOutcome } from '../vocabulary.ts';
import type { Posture } from '../wire/posture.ts';
import { counted } from './evidence.ts';
import { executorPods, type JudgedProof, proveNoPods, proveScaledToZero } from './executors.ts';
import { proveHalted } from './halt.ts';
import { proveModes } from './modes.ts';
import type { World } from './world.ts';

export interface JudgedExecution {
  outcome: ExecutionOutcome;
  proofs: JudgedProof[];
  /** True while both executor proofs are good: nothing that could execute is wanted or runs. */
  executorsOff: boolean;
  haltConfirmed: boolean;
}

/** The words of the banner, now and once the page has frozen. */
const HEADLINES: Readonly<Record<ExecutionOutcome, readonly [string, string]>> = {
  'proven-off': ['EXECUTION OFF', 'EXECUTION WAS OFF'],
  gated: ['EXECUTOR RUNS, GATED', 'AN EXECUTOR RAN, GATED'],
  'not-off': ['EXECUTION IS NOT OFF', 'EXECUTION WAS NOT OFF'],
  contradicted: ['EXECUTION CONTRADICTED', 'EXECUTION WAS CONTRADICTED'],
  unproven: ['EXECUTION UNPROVEN', 'EXECUTION WAS UNPROVEN'],
};

export function judgeExecution(world: World): JudgedExecution {
  const scaled = proveScaledToZero(world);
  const pods = proveNoPods(world);
  const { disagree, ...halt } = proveHalted(world);
  const modes = proveModes(world);
  const proofs = [scaled, pods, halt, modes, proveCloudRun(world)];
  const runs = scaled.verdict === 'bad' || pods.verdict === 'bad';
  const gatesHold = halt.verdict === 'good' && modes.verdict === 'good' && everyExecutorIsGated(world);
  return {
    outcome: outcomeOf({ proofs, runs, gatesHold, disagree, modesBad: modes.verdict === 'bad' }),
    proofs,
    executorsOff: scaled.verdict === 'good' && pods.verdict === 'good',
    haltConfirmed: halt.verdict === 'good',
  };
}

interface OutcomeCase {
  proofs: JudgedProof[];
  runs: boolean;
  gatesHold: boolean;
  disagree: boolean;
  modesBad: boolean;
}

/** Worst reading first; only when nothing is bad and nothing is unknown is it proven. */
function outcomeOf(c: OutcomeCase): ExecutionOutcome {
  if (c.runs) return c.gatesHold ? 'gated' : 'not-off';
  if (c.disagree && !c.modesBad) return 'contradicted';
  if (c.proofs.some((p) => p.verdict === 'bad')) return 'not-off';
  const proven = c.proofs.every((p) => p.verdict === 'good' || p.verdict === 'not-applicable');
  return proven ? 'proven-off' : 'unproven';
}

/**
 * Whether every executor pod takes the kill switch by a mounted ConfigMap that is one of the plan's. The agents' own
 * reader takes an unreadable file for "not halted", so an executor without the mount is not gated. Without a pod to
 * look at, nothing shows that the gates hold.
 */
function everyExecutorIsGated(world: World): boolean {
  const switches = world.plan.safety.haltSwitches.map((s) => s.configMap);
  const pods = executorPods(world);
  return (
    pods.length > 0 &&
    pods.every((pod) =>
      pod.containers.some((c) =>
        c.mounts.some((m) => m.configMap !== null && switches.includes(m.configMap)),
      ),
    )
  );
}

/** Proof 5: an executor outside the cluster. The plan declares none, or this console cannot read it and says so. */
function proveCloudRun(world: World): JudgedProof {
  const names = world.plan.safety.executors.names;
  const declared = world.plan.agents.filter(
    (a) => a.cloudRun !== undefined && (names.includes(a.name) || names.includes(a.cloudRun.service)),
  );
  const base = {
    id: 'cloud-run-executor',
    label: 'Cloud Run executor',
    source: 'operational plan',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: null,
    evidence: [],
  };
  return declared.length === 0
    ? { ...base, verdict: 'not-applicable', value: 'not declared', detail: 'by the plan in force' }
    : { ...base, verdict: 'unknown', value: 'unknown', detail: 'its scaling is not read by this console' };
}

/** The banner's part of the posture. */
export function executionPosture(judged: JudgedExecution, since: string): Posture['execution'] {
  const [headline, headlinePast] = HEADLINES[judged.outcome];
  return {
    outcome: judged.outcome,
    verdict: EXECUTION_VERDICT[judged.outcome],
    headline,
    headlinePast,
    sentence: sentenceOf(judged),
    since,
    proofs: judged.proofs.map(({ observedAt: _rides, ...proof }) => proof),
  };
}

function sentenceOf(judged: JudgedExecution): string {
  const counting = judged.proofs.filter((p) => p.verdict !== 'not-applicable');
  const holding = counting.filter((p) => p.verdict === 'good').length;
  if (judged.outcome === 'proven-off') return `Proven by ${holding} of ${counting.length}`;
  const weak = counting.find((p) => p.verdict === 'bad') ?? counting.find((p) => p.verdict === 'unknown');
  const why = weak === undefined ? '' : `; ${weak.label.toLowerCase()}: ${weak.value}`;
  if (judged.outcome === 'gated') return `Against the plan, though every gate holds${why}`;
  return `${holding} of ${counted(counting.length, 'proof')} hold${why}`;
}
