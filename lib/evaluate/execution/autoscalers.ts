/** What could start an executor without a person: what raises from 0, what serves requests, what takes messages. */

import type { FactValue } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { knownValue, valuesOf } from '../../facts/ledger.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Evidence } from '../../status/status.ts';
import { type Availability, covers, WATCH_LIMIT_MS, watchAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { withAddOns } from './add-ons.ts';
import { culpritsIn, type Finding, findingEvidence, weighFindings } from './finding.ts';
import type { Inventory } from './inventory.ts';
import { objectSubject } from './objects.ts';
import { type Proof, proofOf, type Shown, shown, weigh } from './proof.ts';
import { executorsNamedIn } from './recognition/phrases.ts';
import { startMarks } from './start-marks.ts';

const KIND = 'HorizontalPodAutoscaler';
const RULE = PROOF_RULES['executor-autoscalers'];

/**
 * Proof 7. What starts an executor by a request or a message is bad: nobody has to decide it. A plain HPA is inactive
 * while its target is at 0, so that one, or the lack of its source, is worth attention and disproves nothing.
 */
export function proveAutoscalers(world: World, inventory: Inventory): Proof {
  const findings = [...autoscalerFindings(world, inventory), ...startFindings(inventory)];
  const availability = autoscalerAvailability(world);
  const { at } = availability;
  return proofOf(world, 'executor-autoscalers', {
    shows: startsShown(world, findings, availability),
    at,
    culprits: culpritsIn(findings),
    limitSeconds: WATCH_LIMIT_MS / 1000,
    evidence: [...findingEvidence('autoscaler', findings, at, RULE), readEvidence(world, at)],
  });
}

function startsShown(world: World, findings: readonly Finding[], availability: Availability): Shown {
  const calm = shown('autoscalers-on-none');
  const read = { available: true, at: availability.at ?? world.now } as const;
  const addOns = withAddOns(world, read);
  const disproves = findings.some(({ weight }) => weight === 'bad');
  if (!disproves && !addOns.available) return weigh(null, addOns, calm);
  if (isAbsent(world) && findings.length === 0) return shown('autoscalers-absent');
  if (!availability.available && findings.length === 0)
    return shown('autoscalers-unseen', { why: availability.why });
  return weighFindings(findings, read, {
    calm,
    badly: (_, places) => shown('executors-could-start', { places }),
  });
}

/** Executors that a request or a message starts, or a controller that is not read. */
function startFindings({ executors }: Inventory): Finding[] {
  return executors.flatMap((w): Finding[] => {
    const subject = objectSubject(w);
    const marks = startMarks(w);
    if (w.startsBy === undefined)
      return marks.length === 0
        ? []
        : [{ weight: 'unknown', subject, what: say('starts-by-marks', { marks }) }];
    return [{ weight: 'bad', subject, what: say('starts-by', { by: w.startsBy }) }];
  });
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
    const subject = objectSubject(target);
    const { name, min, max, keda } = a;
    if (raisesFromZero(a))
      return [{ weight: 'bad', subject, what: say('autoscaler-from-zero', { name, max, keda }) }];
    return [{ weight: 'attention', subject, what: say('autoscaler-holds', { name, min, max }) }];
  });
}

/** KEDA does, and an HPA whose minimum is 0 (Kubernetes' feature gate HPAScaleToZero). */
function raisesFromZero({ keda, min, max }: FactValue<'autoscaler'>): boolean {
  return max > 0 && (keda || min === 0);
}

function readEvidence(world: World, at: number | null): Evidence {
  const known = say('autoscalers-known', { count: valuesOf(world.ledger, 'autoscaler').length });
  return evidence('autoscalers', text(known), 'HorizontalPodAutoscalers', at, RULE);
}

/** The watch's own source status. */
function watched(world: World) {
  return knownValue(world.ledger, 'source-status', `watch/${KIND}`);
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
  return { available: false, at: availability.at, why: say('availability-within', { scope: [...scope] }) };
}
