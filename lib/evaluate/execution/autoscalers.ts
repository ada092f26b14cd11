/** Autoscalers that could raise an executor: a finding to fix, and no disproof while it is at 0. */

import { freshness } from '../../facts/freshness.ts';
import { knownValue, valuesOf } from '../../facts/ledger.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Evidence } from '../../status/status.ts';
import { type Availability, covers, WATCH_LIMIT_MS, watchAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { culpritsIn, type Finding, findingEvidence, weighFindings } from './finding.ts';
import type { Inventory } from './inventory.ts';
import { objectSubject } from './objects.ts';
import { type Proof, proofOf, type Shown, shown } from './proof.ts';
import { executorsNamedIn } from './recognition/phrases.ts';

const KIND = 'HorizontalPodAutoscaler';
const RULE = PROOF_RULES['executor-autoscalers'];

/**
 * Proof 7. An HPA is inactive while its target is at 0; KEDA raises from 0. In both cases the executor's own replicas
 * prove that it is off. An autoscaler, or the lack of its source, is therefore worth attention and disproves nothing.
 */
export function proveAutoscalers(world: World, inventory: Inventory): Proof {
  const findings = autoscalerFindings(world, inventory);
  const availability = autoscalerAvailability(world);
  const { at } = availability;
  return proofOf(world, 'executor-autoscalers', {
    shows: autoscalersShown(world, findings, availability),
    at,
    culprits: culpritsIn(findings),
    limitSeconds: WATCH_LIMIT_MS / 1000,
    evidence: [...findingEvidence('autoscaler', findings, at, RULE), readEvidence(world, at)],
  });
}

function autoscalersShown(world: World, findings: readonly Finding[], availability: Availability): Shown {
  if (isAbsent(world) && findings.length === 0) return shown('autoscalers-absent');
  if (!availability.available && findings.length === 0)
    return shown('autoscalers-unseen', { why: availability.why });
  const calm = shown('autoscalers-on-none');
  return weighFindings(
    findings,
    { available: true, at: availability.at ?? world.now },
    { calm, badly: null },
  );
}

function autoscalerFindings(world: World, { executors }: Inventory): Finding[] {
  const known = new Set(executors.map((w) => `${w.kind}/${w.namespace}/${w.name}`));
  return valuesOf(world.ledger, 'autoscaler').flatMap((a): Finding[] => {
    const target = { ...a.target, namespace: a.namespace };
    if (
      !known.has(`${target.kind}/${target.namespace}/${target.name}`) &&
      executorsNamedIn(world.plan, target.name).length === 0
    )
      return [];
    const what = a.keda
      ? say('autoscaler-from-zero', { name: a.name, max: a.max })
      : say('autoscaler-holds', { name: a.name, min: a.min, max: a.max });
    return [{ weight: 'attention', subject: objectSubject(target), what }];
  });
}

function readEvidence(world: World, at: number | null): Evidence {
  const known = say('autoscalers-known', { count: valuesOf(world.ledger, 'autoscaler').length });
  return evidence('autoscalers', text(known), 'HorizontalPodAutoscalers', at, RULE);
}

/** The watch's own source status. */
function watched(world: World) {
  return knownValue(world.ledger, 'sight', `watch/${KIND}`);
}

/** The cluster reported so, and lately. */
function isAbsent(world: World): boolean {
  const value = watched(world);
  return value?.state === 'absent' && freshness(value.lastSeenAt, world.now, WATCH_LIMIT_MS) === 'fresh';
}

/** Availability of the watch, as far as the plan says that executors may live. */
function autoscalerAvailability(world: World): Availability {
  const availability = watchAvailability(world, KIND);
  const scope = watched(world)?.scope ?? [];
  if (!availability.available || covers(scope, world.plan.safety.executors.scope)) return availability;
  return { available: false, at: availability.at, why: say('sight-within', { scope: [...scope] }) };
}
