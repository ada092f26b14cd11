/**
 * The closed word lists of the product: array first, then type, then schema. All of the console's states use these
 * words.
 */

import * as z from 'zod/mini';

/** The verdict on an agent, a proof, a failure mode or a source. `unknown` is never drawn as good. */
export const VERDICTS = ['good', 'attention', 'bad', 'unknown', 'expected-off', 'not-applicable'] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/** The outcome of broker execution as a whole (plan, Safety invariants). */
export const EXECUTION_OUTCOMES = ['proven-off', 'gated', 'not-off', 'contradicted', 'unproven'] as const;
export const executionOutcomeSchema = z.enum(EXECUTION_OUTCOMES);
export type ExecutionOutcome = z.infer<typeof executionOutcomeSchema>;

/** The verdict of each execution outcome: only a proof is good, and a missing proof is unknown. */
export const EXECUTION_VERDICT: Readonly<Record<ExecutionOutcome, Verdict>> = {
  'proven-off': 'good',
  gated: 'bad',
  'not-off': 'bad',
  contradicted: 'bad',
  unproven: 'unknown',
};

/** The independent proofs that execution is off, in the order of the banner. */
export const PROOF_IDS = [
  'executors-scaled',
  'executor-pods',
  'halt-switches',
  'halt-mounts',
  'halt-processes',
  'modes',
  'executor-autoscalers',
  'cloud-run-executor',
] as const;
export const proofIdSchema = z.enum(PROOF_IDS);
export type ProofId = z.infer<typeof proofIdSchema>;

/** The wanted and the running state of executors in the cluster. */
export const CLUSTER_EXECUTOR_PROOFS: readonly ProofId[] = ['executors-scaled', 'executor-pods'];
/** An executor runs if one of these is bad. */
export const EXECUTOR_PROOFS: readonly ProofId[] = [...CLUSTER_EXECUTOR_PROOFS, 'cloud-run-executor'];
/** The layers in which the kill switch is confirmed: its value, how it is taken, the reports of running processes. */
export const HALT_PROOFS: readonly ProofId[] = ['halt-switches', 'halt-mounts', 'halt-processes'];
/** The layers that show if it is set: they can contradict each other. */
export const SWITCH_PROOFS: readonly ProofId[] = ['halt-switches', 'halt-processes'];
/** The gates that keep orders in while an executor runs. */
export const GATE_PROOFS: readonly ProofId[] = [...HALT_PROOFS, 'modes'];

/** If a failure mode is present: presence needs evidence, absence needs available sources. */
export const FAILURE_STATES = ['absent', 'present', 'cannot-tell'] as const;
export const failureStateSchema = z.enum(FAILURE_STATES);
export type FailureState = z.infer<typeof failureStateSchema>;

/**
 * If the running state keeps a rule of the plan, worst first. `cannot-see`: nothing that the console may read shows it;
 * that is never drawn as good.
 */
export const CONFORMANCE_STATES = ['broken', 'cannot-see', 'holds', 'not-applicable'] as const;
export const conformanceStateSchema = z.enum(CONFORMANCE_STATES);
export type ConformanceState = z.infer<typeof conformanceStateSchema>;

/** `AGENT_MODE` in the mesh; in LIVE or EXECUTE orders could leave. */
export const AGENT_MODES = ['OFF', 'OBSERVE', 'EVAL', 'PAPER', 'STREAM', 'LIVE', 'EXECUTE'] as const;
export const agentModeSchema = z.enum(AGENT_MODES);

/** Severity of an agent and of an escalation (plan, Agent roster and Escalation rules). */
export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;
export const prioritySchema = z.enum(PRIORITIES);

/** Kinds of Kubernetes object that make pods and are read themselves. */
export const CONTROLLER_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
] as const;
/**
 * Kinds of every Kubernetes cluster that can run a program; the safety poll reads each in full. Add-on kinds, such as
 * `Rollout.argoproj.io`, are read where they are served.
 */
export const WORKLOAD_KINDS = [...CONTROLLER_KINDS, 'Pod'] as const;
export const workloadKindSchema = z.enum(WORKLOAD_KINDS);

/** The market's day in the desk's words. `unknown`: the calendar does not reach that far. */
export const SESSION_STATES = ['pre-market', 'open', 'post-market', 'closed', 'unknown'] as const;
export const sessionStateSchema = z.enum(SESSION_STATES);
export type SessionState = z.infer<typeof sessionStateSchema>;

/**
 * The state of an escalation rule, most urgent first. `waiting`: a gate delays it. `cannot-tell`: its subject is
 * unavailable, and it was not known to hold before.
 */
export const ESCALATION_STATES = ['firing', 'pending', 'waiting', 'cannot-tell', 'inactive'] as const;
export const escalationStateSchema = z.enum(ESCALATION_STATES);
export type EscalationState = z.infer<typeof escalationStateSchema>;

/** The state of a cadence item. `due` lasts until it is done or its time is over for good. */
export const CADENCE_STATES = ['upcoming', 'due', 'done', 'done-late', 'missed', 'needs-human'] as const;
export const cadenceStateSchema = z.enum(CADENCE_STATES);
export type CadenceState = z.infer<typeof cadenceStateSchema>;

/** The reason for a snapshot of the mesh. */
export const SNAPSHOT_KINDS = ['pre-market', 'post-market', 'intraday', 'incident'] as const;
export const snapshotKindSchema = z.enum(SNAPSHOT_KINDS);
export type SnapshotKind = z.infer<typeof snapshotKindSchema>;

/** The time that an SLO counts over; `none` if the plan says that it does not apply. */
export const SLO_CLOCKS = ['market-hours', 'monthly', 'business-hours', 'while-enabled', 'none'] as const;
export const sloClockSchema = z.enum(SLO_CLOCKS);
export type SloClock = z.infer<typeof sloClockSchema>;

/**
 * What an SLO is of: the agent as a whole, its heartbeat, or its health endpoint. An agent whose row is bad is down in
 * each of them.
 */
export const SLO_SUBJECTS = ['agent', 'heartbeat', 'health-endpoint'] as const;
export const sloSubjectSchema = z.enum(SLO_SUBJECTS);
export type SloSubjectOf = z.infer<typeof sloSubjectSchema>;

/**
 * The state of an SLO in its period, worst first. `missed` and `met` are final: no minute that was not observed, or is
 * still to come, can change them; between the two it is `open`. `unknown`: not even its minutes are known.
 */
export const SLO_VERDICTS = ['missed', 'unknown', 'open', 'met', 'not-applicable'] as const;
export const sloVerdictSchema = z.enum(SLO_VERDICTS);
export type SloVerdict = z.infer<typeof sloVerdictSchema>;

/** If an error budget burns so fast now that somebody should be paged, most urgent first. */
export const SLO_PAGINGS = ['fast', 'slow', 'cannot-tell', 'no'] as const;
export const sloPagingSchema = z.enum(SLO_PAGINGS);
export type SloPaging = z.infer<typeof sloPagingSchema>;

/** The live value that is shown beside evidence that people must bring (plan, Human-only action). */
export const LIVE_EVIDENCE = ['halt-switches', 'marketdata', 'critical-agents'] as const;
export type LiveEvidence = (typeof LIVE_EVIDENCE)[number];

/** Worst first: the order of the roster and of everything that is ranked. */
export const VERDICT_RANK: Readonly<Record<Verdict, number>> = {
  bad: 0,
  unknown: 1,
  attention: 2,
  good: 3,
  'expected-off': 4,
  'not-applicable': 5,
};
