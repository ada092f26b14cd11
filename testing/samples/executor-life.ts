/** An executor's pod over time: evaluations after one another, over restarts too. */

import { EMPTY_STATE, type EvaluationState, parseState, serialiseState } from '#lib/evaluate/base/state.ts';
import type { Fact, FactValue, PodValue } from '#lib/facts/fact.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { executionOf, proofOf, SWITCHED_PLAN, switchedCalm } from './execution-case.ts';
import { NOW, node, pod } from './facts.ts';
import { seenAt } from './over-time.ts';

const SECOND = 1_000;

export interface Step {
  /** Seconds since the pod was there. */
  after: number;
  facts: readonly Fact[];
  plan?: Plan;
  /** The facts known before are lost, as at a restart; the state is kept as stored. */
  restart?: boolean;
}

/** What the proof of pods says after the last step; at first an executor's pod runs. */
export function lived(steps: readonly Step[], first: readonly Fact[] = [cranePod()]) {
  let known: Fact[] = [...switchedCalm(), ...first];
  let evaluated = executionOf([], { base: known });
  for (const { after, facts, plan = SWITCHED_PLAN, restart = false } of steps) {
    const now = NOW + after * SECOND;
    const before = evaluated.evaluationState;
    const evaluationState = restart ? restored(before) : before;
    known = [...(restart ? switchedCalm() : known).filter((f) => f.kind !== 'source-status'), ...facts];
    const sourceStatuses = [...switchedCalm(), ...facts].filter((f) => f.kind === 'source-status');
    evaluated = executionOf(seenAt(now, sourceStatuses), { base: known, now, evaluationState, plan });
  }
  const proof = proofOf(evaluated, 'executor-pods');
  const { verdict, code, value, detail } = proof;
  const { outcome, evaluationState } = evaluated;
  return { verdict, code, value, detail, proof, outcome, memory: evaluationState.executors };
}

function restored(state: EvaluationState): EvaluationState {
  return parseState(JSON.parse(JSON.stringify(serialiseState(state)))) ?? EMPTY_STATE;
}

export function cranePod(value: Partial<PodValue> = {}): Fact {
  return pod('crane-x', 'crane', value);
}

/** The pod is gone from the API after so many seconds. */
export function gone(after: number, ended?: boolean, name = 'crane-x'): Fact {
  return {
    ...{ subject: `Pod/pier/${name}`, kind: 'pod', value: null, source: 'test' },
    ...{ observedAt: NOW + after * SECOND, goneUid: `u-${name}`, ended },
  };
}

/** Its node, as seen after so many seconds; null: the Node object is gone. */
export function n1(value: Partial<FactValue<'node'>> | null, after = 1): Fact {
  const observedAt = NOW + after * SECOND;
  if (value === null) return { subject: 'Node/n1', kind: 'node', value, observedAt, source: 'test' };
  return { ...node('n1', { resourceVersion: `1${after}`, ...value }), observedAt };
}

type Settled = Plan['safety']['settledPods'][number];

/** The plan in which a person settled the pod a minute after it was there. */
export function settledBy(value: Partial<Settled> = {}): Plan {
  const at = new Date(NOW + 60 * SECOND).toISOString();
  const settled = { pod: 'crane-x', node: 'n1', by: 'ada', why: 'machine scrapped', at, ...value };
  return { ...SWITCHED_PLAN, safety: { ...SWITCHED_PLAN.safety, settledPods: [settled] } };
}
