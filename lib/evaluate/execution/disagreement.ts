/**
 * A watch and a GET that say different things of what safety rests on. One of them is wrong, and nobody knows which: the
 * proof that it touches is never better than unknown while they do.
 */

import type { DisagreementValue, Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER, entriesOf } from '../../facts/ledger.ts';
import { clauses } from '../../messages/lists.ts';
import { text } from '../../messages/text.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { JudgedProof } from './executors.ts';
import { surveyOf } from './inventory.ts';

const RULE =
  'The watch and the safety sweep agree about executors and halt switches: one that contradicts itself proves nothing (plan, Safety invariants)';

/** The proofs that read what watches and sweeps both see. */
export type TouchedProof = 'executors-scaled' | 'executor-pods' | 'halt-switches';

/** The proof as it is, but unknown where it looked better than that. What is bad stays bad: the worst reading counts. */
export function doubted<P extends JudgedProof>(world: World, id: TouchedProof, proof: P): P {
  const found = entriesOf(world.ledger, 'disagreement').flatMap(({ fact: { value, observedAt } }) =>
    value !== null && touches(world, value) === id ? [{ value, observedAt }] : [],
  );
  if (found.length === 0) return proof;
  const told = found.map(({ value, observedAt }) =>
    evidence('disagreement', bothText(value), placeOf(value), observedAt, RULE),
  );
  const better = proof.verdict !== 'bad' && proof.verdict !== 'unknown';
  const doubt = better ? ({ verdict: 'unknown', value: 'unknown' } as const) : {};
  const detail = better
    ? clauses(
        found.map(({ value }) => `${placeOf(value)}: ${bothText(value)}`),
        2,
      )
    : proof.detail;
  return { ...proof, ...doubt, detail, evidence: [...told, ...proof.evidence] };
}

/** Which proof it touches; null where no proof rests on that object. */
function touches(world: World, value: DisagreementValue): TouchedProof | null {
  if (value.kind === 'ConfigMap') {
    const named = world.plan.safety.haltSwitches.some(
      (s) => s.namespace === value.namespace && s.configMap === value.name,
    );
    return named ? 'halt-switches' : null;
  }
  if (!isExecutor(world, value)) return null;
  return value.kind === 'Pod' ? 'executor-pods' : 'executors-scaled';
}

/** As the survey tells executors, of an object that may not be in the ledger: a source says that it is gone. */
function isExecutor(world: World, { workload, pod }: DisagreementValue): boolean {
  const common = { subject: '', observedAt: world.now, source: '' };
  const facts: Fact[] = [
    ...(workload === null ? [] : [{ ...common, kind: 'workload' as const, value: workload }]),
    ...(pod === null ? [] : [{ ...common, kind: 'pod' as const, value: pod }]),
  ];
  const { executors, executorPods } = surveyOf({ ...world, ledger: applyAll(EMPTY_LEDGER, facts) });
  return executors.length > 0 || executorPods.length > 0;
}

function placeOf({ kind, namespace, name }: DisagreementValue): string {
  return `${kind} ${name}, ${namespace}`;
}

function bothText({ watch, sweep }: DisagreementValue): string {
  return `the watch says ${text(watch)}, the sweep says ${text(sweep)}`;
}
