/** Every kind of probe, by the name that the plan knows it by: one file and one line each. */

import { z } from 'zod';
import { configHeartbeat } from './config-heartbeat.ts';
import type { ContractJudgement, ContractReading } from './contract.ts';
import { executionState } from './execution-state.ts';
import { firestoreHeartbeat } from './firestore-heartbeat.ts';
import { marketdataHeartbeat } from './marketdata-heartbeat.ts';
import { natsHealth } from './nats-health.ts';
import { opsStatus } from './ops-status.ts';
import { processHealth } from './process-health.ts';
import { metrics } from './prometheus-metrics.ts';
import { readiness } from './readiness.ts';

const CONTRACTS = {
  'marketdata-heartbeat': marketdataHeartbeat,
  'ops-status': opsStatus,
  'process-health': processHealth,
  'execution-state': executionState,
  'firestore-heartbeat': firestoreHeartbeat,
  metrics,
  readiness,
  'config-heartbeat': configHeartbeat,
  'nats-health': natsHealth,
};

type Contracts = typeof CONTRACTS;
export type ProbeKind = keyof Contracts;

/** The kinds, in the order in which they are listed. */
export const probeKindSchema = z.enum(
  Object.values(CONTRACTS).map(({ answer }) => answer.shape.contract.value),
);

/** What an agent answered, parsed by its contract. */
export const answerValueSchema = z.discriminatedUnion(
  'contract',
  atLeastOne(Object.values(CONTRACTS).map(({ answer }) => answer)),
);
export type AnswerValue = z.infer<typeof answerValueSchema>;
/** An answer by one of the contracts. */
export type AnswerOf<K extends ProbeKind> = Extract<AnswerValue, { contract: K }>;

type Base = 'agent' | 'probe' | 'instance' | 'status' | 'raw' | 'path' | 'unreadable';
type WithoutBase<T> = T extends unknown ? Omit<T, Base> : never;
/** An answer without who was asked and what the body was. */
export type AnswerEvidence = WithoutBase<AnswerValue>;

/** How a kind of probe is asked, read and evaluated. */
export type ProbeContract = ContractReading<AnswerEvidence> & ContractJudgement<AnswerValue>;

export function contractOf(kind: ProbeKind): ProbeContract {
  return CONTRACTS[kind];
}

function atLeastOne<T>([first, ...others]: readonly T[]): [T, ...T[]] {
  if (first === undefined) throw new RangeError('there is no contract');
  return [first, ...others];
}
