/**
 * A watch and a GET that report different states of a safety object. One of them is wrong, and nobody knows which. The
 * proof that they affect is never better than unknown while they disagree.
 */

import type { DisagreementValue } from '../../facts/fact.ts';
import { entriesOf } from '../../facts/ledger.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import { PROOF_VERDICTS } from '../../status/proof.ts';
import type { ProofId } from '../../vocabulary.ts';
import { evidence } from '../base/evidence.ts';
import type { Workload, World } from '../base/input.ts';
import { hasFinished, isLive } from '../base/live.ts';
import { proofRunbook } from '../base/runbook-ref.ts';
import { type Culprit, objectMessage, objectPath, objectSubject } from './objects.ts';
import { type Proof, shown } from './proof.ts';
import { recogniserOf } from './recognition/recognise.ts';

const RULE = PROOF_RULES.disagreement;

/** The proofs that read objects which watches and polls both read. */
export type TouchedProof = Extract<ProofId, 'executors-scaled' | 'executor-pods' | 'halt-switches'>;

/** The proof unchanged, but unknown if it was better than that. A bad proof stays bad: the worst result counts. */
export function doubted<P extends Proof>(world: World, id: TouchedProof, proof: P): P {
  const found = entriesOf(world.ledger, 'disagreement').flatMap(({ fact: { value, observedAt } }) =>
    value !== null && touches(world, value) === id ? [{ value, observedAt }] : [],
  );
  if (found.length === 0) return proof;
  const told = found.map(({ value, observedAt }) =>
    evidence('disagreement', text(bothSay(value)), objectPath(value), observedAt, RULE),
  );
  const better = proof.verdict !== 'bad' && proof.verdict !== 'unknown';
  const code = 'sources-disagree';
  const doubt = better
    ? {
        ...shown(code, { places: placesOf(found.map(({ value }) => value)) }),
        verdict: PROOF_VERDICTS[code],
        runbook: proofRunbook(world.plan, [id]),
        culprits: found.map(({ value }) => disagreed(value)),
      }
    : {};
  return { ...proof, ...doubt, evidence: [...told, ...proof.evidence] };
}

function disagreed(value: DisagreementValue): Culprit {
  return { weight: 'unknown', subject: objectSubject(value), what: bothSay(value) };
}

/** The proof that it affects; null if no proof depends on that object. */
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

/** True if it is an executor or may be one. It may not be in the ledger, since one source reports it gone. */
function isExecutor(world: World, { workload, pod }: DisagreementValue): boolean {
  const recogniser = recogniserOf(world);
  const found = [
    ...(workload === null || isOwnedSet(workload) ? [] : [recogniser.workload(workload)]),
    ...(pod === null || (hasFinished(world, pod) && !isLive(world, pod)) ? [] : [recogniser.pod(pod)]),
  ];
  return found.some(({ is }) => is === 'executor' || is === 'suspect');
}

/** Its owner counts it, and disagrees for itself. */
function isOwnedSet({ kind, owner }: Workload): boolean {
  return kind === 'ReplicaSet' && owner !== null;
}

function placesOf(found: readonly DisagreementValue[]): Message {
  const items = found.map((value) =>
    say('finding-at', { subject: objectMessage(value), what: bothSay(value) }),
  );
  return say('clauses', { items, most: 2 });
}

function bothSay({ watch, poll }: DisagreementValue): Message {
  return say('disagreement-both', { watch, poll });
}
