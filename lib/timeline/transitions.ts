/**
 * What differs between two postures, field by field, in codes and values. The change log, the logs, `/at`, incidents and
 * hand-offs all tell from it: each picks its fields, and has words of its own for them.
 */

import { say } from '../messages/say.ts';
import { agentReason, agentState } from '../messages/status/agent.ts';
import { executionWhy } from '../messages/status/execution.ts';
import { failureBecause } from '../messages/status/failure.ts';
import { probeSeen } from '../messages/status/probe.ts';
import type { AgentPosture, Posture } from '../posture.ts';
import type { FailureStatus } from '../status/failure-status.ts';
import { isMessage, type Param } from '../status/message.ts';
import type { RuleStatus } from '../status/rule-status.ts';
import { differingLines, type Line, type LineDifference, told } from './lines.ts';

export type Kind = 'execution' | 'proof' | 'agent' | 'failure' | 'rule' | 'source';

/** A workload or a probe of an agent. `namespace`: of a probe the instance that was asked. */
type Part = Pick<AgentPosture['workloads'][number], 'kind' | 'namespace' | 'name'>;
/** No value is null: what is not known is the message `not-known`. */
type PostureLine = Line<Kind, Param, Part>;
export type Transition = LineDifference<Kind, Param, Part>;

/** What of a posture is compared. */
export interface Comparable {
  execution: Pick<Posture['execution'], 'outcome' | 'verdict' | 'proofs'>;
  agents: (Running & Pick<AgentPosture, 'verdict' | 'code' | 'params' | 'pods' | 'probes'>)[];
  failures: Pick<FailureStatus, 'id' | 'state' | 'verdict' | 'code' | 'params' | 'who'>[];
  escalations: Pick<RuleStatus, 'id' | 'state' | 'verdict' | 'title' | 'params' | 'response'>[];
  sources: Pick<Posture['sources'][number], 'id' | 'verdict'>[];
}

/** What runs of an agent. */
type Running = Pick<AgentPosture, 'name' | 'modesObserved' | 'workloads'>;

/** In the order of `after`; what `after` no longer tells comes last. Empty for equal postures. */
export function transitions(before: Comparable, after: Comparable): Transition[] {
  return differingLines(linesOf(before), linesOf(after));
}

/** What is not known is no value that something changed from, or to. No mode seen is no mode known. */
export function isKnown(value: Param): boolean {
  if (typeof value !== 'object' || value === null) return value !== null;
  if (!isMessage(value)) return value.length > 0;
  return value.code !== 'not-known' && Object.values(value.params).every(isKnown);
}

/** `Deployment pier/feed`. */
export const partName = ({ kind, namespace, name }: Part): string => `${kind} ${namespace}/${name}`;

const known = (value: string | number | null) => value ?? say('not-known');

function* linesOf({ execution, agents, failures, escalations, sources }: Comparable): Generator<PostureLine> {
  const { outcome, verdict, proofs } = execution;
  yield* told('execution', 'execution', { outcome, verdict, why: executionWhy(execution) });
  for (const { id, verdict } of proofs) yield* told('proof', id, { verdict });
  for (const agent of agents) yield* agentLines(agent);
  for (const { id, state, verdict, who, ...coded } of failures)
    yield* told('failure', id, { state, verdict, who: who.toSorted(), because: failureBecause(coded) });
  for (const { id, state, verdict, title, params, response } of escalations)
    yield* told('rule', id, { state, verdict, title, because: params.because, response });
  for (const { id, verdict } of sources) yield* told('source', id, { verdict });
}

function* agentLines(agent: Comparable['agents'][number]): Generator<PostureLine> {
  const { name, verdict, pods, probes } = agent;
  const ready = say('count-of', { count: known(pods.ready), of: known(pods.desired) });
  yield* told('agent', name, { verdict, state: agentState(agent), reason: agentReason(agent) });
  yield* modeLines(agent);
  yield* told('agent', name, { pods: pods.place ?? ready, restarts: known(pods.restarts) });
  yield* workloadLines(agent);
  for (const probe of probes) {
    const { probeKind: kind, instance: namespace, id } = probe;
    yield* told('agent', name, { seen: probeSeen(probe) }, { kind, namespace, name: id });
  }
}

export function modeLines({ name, modesObserved }: Running): Generator<PostureLine> {
  return told('agent', name, { mode: modesObserved.toSorted() });
}

/** With how many replicas and which images an agent runs. */
export function* workloadLines({ name: agent, workloads }: Running): Generator<PostureLine> {
  for (const { kind, namespace, name, desired, ready, image } of workloads) {
    const values = { desired: known(desired), ready: known(ready), image: known(image) };
    yield* told('agent', agent, values, { kind, namespace, name });
  }
}
