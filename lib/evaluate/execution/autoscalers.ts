/** Whether an autoscaler could raise an executor: a finding that somebody should mend, and no disproof while it is at 0. */

import { freshness } from '../../facts/freshness.ts';
import { knownValue, valuesOf } from '../../facts/ledger.ts';
import { counted } from '../../messages/lists.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Evidence } from '../../status/status.ts';
import { covers, type Sight, WATCH_LIMIT_MS, watchSight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { JudgedProof } from './executors.ts';
import { type Finding, findingEvidence, UNSEEN, weighFindings } from './finding.ts';
import { executorNames, type Survey } from './inventory.ts';

const KIND = 'HorizontalPodAutoscaler';
const RULE = 'No automated process scales an executor up (plan, Safety invariants: no execution enabling)';

/**
 * Proof 7. An HPA is inactive while its target is at 0; KEDA raises from 0. Either way the executor's own replicas prove
 * whether it is off, so that what is found here, and that it cannot be seen, is worth attention and takes no proof away.
 */
export function proveAutoscalers(world: World, survey: Survey): JudgedProof {
  const findings = autoscalerFindings(world, survey);
  const sight = autoscalerSight(world);
  const { at } = sight;
  const base = {
    id: 'executor-autoscalers',
    label: 'Autoscalers on executors',
    source: 'Kubernetes API, autoscalers',
    limitSeconds: WATCH_LIMIT_MS / 1000,
    observedAt: at,
    evidence: [...findingEvidence('autoscaler', findings, at, RULE), readEvidence(world, at)],
  };
  if (isAbsent(world) && findings.length === 0)
    return { ...base, verdict: 'not-applicable', value: 'none', detail: 'the cluster has no autoscalers' };
  if (!sight.sees && findings.length === 0)
    return { ...base, verdict: 'attention', value: UNSEEN, detail: text(sight.why) };
  const calm = { value: 'none', detail: 'no autoscaler has an executor as its target' };
  return { ...base, ...weighFindings(findings, { sees: true, at: at ?? world.now }, calm) };
}

function autoscalerFindings(world: World, { executors }: Survey): Finding[] {
  const names = executorNames(world.plan);
  const known = new Set(executors.map((w) => `${w.kind}/${w.namespace}/${w.name}`));
  return valuesOf(world.ledger, 'autoscaler').flatMap((a): Finding[] => {
    const target = `${a.target.kind}/${a.namespace}/${a.target.name}`;
    if (!known.has(target) && !names.includes(a.target.name)) return [];
    const value = a.keda
      ? `KEDA may raise it from 0, up to ${a.max} (${a.name})`
      : `${a.name} may hold it at ${a.min} to ${a.max}, and is inactive while it is at 0`;
    return [{ weight: 'attention', where: `${a.target.kind} ${a.target.name}, ${a.namespace}`, value }];
  });
}

function readEvidence(world: World, at: number | null): Evidence {
  const count = counted(valuesOf(world.ledger, 'autoscaler').length, 'autoscaler');
  return evidence('autoscalers', `${count} known`, 'HorizontalPodAutoscalers', at, RULE);
}

/** What the watch says of its own sight. */
function watched(world: World) {
  return knownValue(world.ledger, 'sight', `watch/${KIND}`);
}

/** The cluster said so, and lately. */
function isAbsent(world: World): boolean {
  const value = watched(world);
  return value?.state === 'absent' && freshness(value.lastSeenAt, world.now, WATCH_LIMIT_MS) === 'fresh';
}

/** Sight by the watch, as far as the plan says that executors may live. */
function autoscalerSight(world: World): Sight {
  const sight = watchSight(world, KIND);
  const scope = watched(world)?.scope ?? [];
  if (!sight.sees || covers(scope, world.plan.safety.executors.scope)) return sight;
  return { sees: false, at: sight.at, why: say('sight-within', { scope: [...scope] }) };
}
