/** Whether an autoscaler could raise an executor: a finding that somebody should mend, and no disproof while it is at 0. */
import { freshness } from '../ledger/freshness.ts';
import { entryOf, valuesOf } from '../ledger/ledger.ts';
import type { Evidence } from '../wire/posture.ts';
import { counted, evidence, listed } from './evidence.ts';
import type { JudgedProof } from './executors.ts';
import { type Finding, findingEvidence, UNSEEN, weighFindings } from './finding.ts';
import { covers, type Sight } from './sight.ts';
import { SILENCE_LIMIT_MS } from './sources.ts';
import { executorNames, type Survey } from './survey.ts';
import type { World } from './world.ts';

const SUBJECT = 'watch/HorizontalPodAutoscaler';
const RULE = 'No automated process scales an executor up (plan, Safety invariants: no execution enabling)';

/**
 * Proof 7. An HPA is inactive while its target is at 0; KEDA raises from 0. Either way the executor's own replicas prove
 * whether it is off, so that what is found here, and that it cannot be seen, is worth attention and takes no proof away.
 */
export function proveAutoscalers(world: World, survey: Survey): JudgedProof {
  const findings = autoscalerFindings(world, survey);
  const { at, absent, ...sight } = watchSight(world);
  const base = {
    id: 'executor-autoscalers',
    label: 'Autoscalers on executors',
    source: 'Kubernetes API, autoscalers',
    limitSeconds: SILENCE_LIMIT_MS / 1000,
    observedAt: at,
    evidence: [...findingEvidence('autoscaler', findings, at, RULE), readEvidence(world, at)],
  };
  if (absent && findings.length === 0)
    return { ...base, verdict: 'not-applicable', value: 'none', detail: 'the cluster has no autoscalers' };
  if (!sight.sees && findings.length === 0)
    return { ...base, verdict: 'attention', value: UNSEEN, detail: sight.why };
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

type WatchSight = Sight & { absent: boolean };

/** A watch confirms by not falling silent; its limit is the one after which a source counts as silent. */
function watchSight(world: World): WatchSight {
  const fact = entryOf(world.ledger, 'sight', SUBJECT)?.fact;
  if (!fact?.value) return { sees: false, at: null, absent: false, why: 'not read yet' };
  const { value, observedAt: at } = fact;
  const no = (why: string): WatchSight => ({ sees: false, at, absent: false, why });
  if (freshness(at, world.now, SILENCE_LIMIT_MS) !== 'fresh') return no('the watch has fallen silent');
  if (value.state === 'absent') return { sees: false, at, absent: true, why: value.reason ?? '' };
  if (value.state !== 'seen') return no(value.reason ?? 'not read yet');
  if (covers(value.scope, world.plan.safety.executors.scope)) return { sees: true, at, absent: false };
  return no(`only ${listed([...value.scope])} can be seen`);
}
