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
import { type Differing, differingLines, type Line, told } from './lines.ts';

export type Kind = 'execution' | 'proof' | 'agent' | 'failure' | 'rule' | 'source';

/** A workload or a probe of an agent. `within`: its namespace, or the instance that was asked. */
interface Part {
  kind: string;
  within: string;
  name: string;
}

/** No value is null: what is not known is the message `not-known`. */
interface PostureLine extends Line {
  kind: Kind;
  /** What of the subject it is about; null: the whole. */
  part: Part | null;
}
export type Transition = Differing<PostureLine>;

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
export const partName = ({ kind, within, name }: Part): string => `${kind} ${within}/${name}`;

export function workloadPart({ kind, namespace, name }: AgentPosture['workloads'][number]): Part {
  return { kind, within: namespace, name };
}

const known = (value: string | number | null) => value ?? say('not-known');

function* linesOf({ execution, agents, failures, escalations, sources }: Comparable): Generator<PostureLine> {
  const { outcome, verdict, proofs } = execution;
  yield* lines('execution', 'execution', { outcome, verdict, why: executionWhy(execution) });
  for (const { id, verdict } of proofs) yield* lines('proof', id, { verdict });
  for (const agent of agents) yield* agentLines(agent);
  for (const { id, state, verdict, who, ...coded } of failures)
    yield* lines('failure', id, {
      ...{ state, verdict, who: who.toSorted(), because: failureBecause(coded) },
    });
  for (const { id, state, verdict, title, params, response } of escalations)
    yield* lines('rule', id, { state, verdict, title, because: params.because, response });
  for (const { id, verdict } of sources) yield* lines('source', id, { verdict });
}

function* agentLines(agent: Comparable['agents'][number]): Generator<PostureLine> {
  const { name, verdict, code, pods, probes } = agent;
  const ready = say('count-of', { count: known(pods.ready), of: known(pods.desired) });
  yield* lines('agent', name, {
    ...{ verdict, code, state: agentState(agent), reason: agentReason(agent) },
    ...{ pods: pods.place ?? ready, restarts: known(pods.restarts) },
  });
  yield* runningLines(agent);
  for (const probe of probes) {
    const { probeKind: kind, instance: within, id } = probe;
    yield* lines('agent', name, { seen: probeSeen(probe) }, { kind, within, name: id });
  }
}

/** In which modes, with how many replicas and which images an agent runs. */
export function* runningLines({ name, modesObserved, workloads }: Running): Generator<PostureLine> {
  yield* lines('agent', name, { mode: modesObserved.toSorted() });
  for (const workload of workloads) {
    const { desired, ready, image } = workload;
    const values = { desired: known(desired), ready: known(ready), image: known(image) };
    yield* lines('agent', name, values, workloadPart(workload));
  }
}

function* lines(
  kind: Kind,
  subject: string,
  values: Readonly<Record<string, Param>>,
  part: Part | null = null,
): Generator<PostureLine> {
  for (const line of told(kind, subject, values)) yield { ...line, part };
}
