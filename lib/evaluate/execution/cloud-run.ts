/** The last proof: an executor outside the cluster, as a Cloud Run service or wherever else it answers. */

import { freshness } from '../../facts/freshness.ts';
import { entryOf } from '../../facts/ledger.ts';
import { counted, listed } from '../../messages/lists.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { AgentPlan } from '../../plan/schema.ts';
import { jointSight, limitMs, type Sight, subjectSight } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { JudgedProof } from './executors.ts';
import { type Finding, findingEvidence, weighFindings } from './finding.ts';
import { executorNames } from './inventory.ts';
import type { OwnWord } from './reported.ts';

const RULE =
  'An executor on Cloud Run is off only when it does not exist or is scaled by hand to 0: automatic scaling serves at a minimum of 0 (plan, Safety invariants)';

/** The agents of the plan that are an executor on Cloud Run. */
function declared(world: World): AgentPlan[] {
  const names = executorNames(world.plan);
  return world.plan.agents.filter(
    (a) =>
      a.cloudRun !== undefined && [a.name, ...a.aliases, a.cloudRun.service].some((n) => names.includes(n)),
  );
}

/** Proof 8. An executor that answers at a URL of its own runs, whatever else is said of it. */
export function proveCloudRun(world: World, words: readonly OwnWord[]): JudgedProof {
  const services = declared(world).flatMap((a) => (a.cloudRun === undefined ? [] : [a.cloudRun.service]));
  const sights = services.map((service) => serviceSight(world, service));
  const findings = [
    ...services.flatMap((service, i) => serviceFinding(world, service, sights[i])),
    ...words.flatMap((word) => answering(world, word)),
  ];
  const sight = jointSight(sights);
  const base = {
    id: 'cloud-run-executor',
    label: 'Cloud Run executor',
    source: services.length === 0 ? 'operational plan' : 'Cloud Run Admin API',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: services.length === 0 ? null : sight.at,
    evidence: [
      ...findingEvidence('Cloud Run', findings, sight.at, RULE),
      ...services.map((service) => evidence('scaling', lastText(world, service), service, sight.at, RULE)),
    ],
  };
  if (services.length === 0 && findings.length === 0)
    return { ...base, verdict: 'not-applicable', value: 'not declared', detail: 'by the plan in force' };
  const calm = {
    value: 'off',
    badly: 'it serves',
    detail: listed(services.map((service) => offText(world, service))),
  };
  return { ...base, ...weighFindings(findings, sight, calm) };
}

/** Both its sight and what was said of it must be news: a service of which nothing is said is not known to be absent. */
function serviceSight(world: World, service: string): Sight {
  const sight = subjectSight(world, `cloud-run/${service}`);
  if (!sight.sees) return sight;
  const said = entryOf(world.ledger, 'cloud-run', `CloudRun/${service}`)?.fact.observedAt ?? null;
  if (said !== null && freshness(said, world.now, limitMs(world)) === 'fresh')
    return { sees: true, at: Math.min(said, sight.at) };
  return { sees: false, at: said, why: say('sight-scaling-unread', { service }) };
}

function serviceFinding(world: World, service: string, sight: Sight | undefined): Finding[] {
  const value = entryOf(world.ledger, 'cloud-run', `CloudRun/${service}`)?.fact.value;
  if (value?.scaling === 'automatic')
    return [
      {
        weight: 'bad',
        where: service,
        value: `scales by itself, at least ${value.minInstances ?? 0}: it serves`,
      },
    ];
  if (value && value.manualInstances !== 0)
    return [
      {
        weight: value.manualInstances === null ? 'unknown' : 'bad',
        where: service,
        value: manualText(value.manualInstances),
      },
    ];
  return sight?.sees
    ? []
    : [{ weight: 'unknown', where: service, value: text(sight?.why ?? say('sight-unread')) }];
}

function manualText(instances: number | null): string {
  return instances === null
    ? 'scaled by hand, to how many is not said'
    : `scaled by hand to ${counted(instances, 'instance')}`;
}

/** What was last read of it, whether it still counts or not. */
function lastText(world: World, service: string): string {
  const value = entryOf(world.ledger, 'cloud-run', `CloudRun/${service}`)?.fact.value;
  if (value === undefined) return 'not read yet';
  if (value === null) return 'does not exist';
  return value.scaling === 'automatic' ? 'scales by itself' : manualText(value.manualInstances);
}

function offText(world: World, service: string): string {
  const value = entryOf(world.ledger, 'cloud-run', `CloudRun/${service}`)?.fact.value;
  return value ? `${service} is scaled by hand to 0` : `${service} does not exist`;
}

function answering(world: World, { agent, probe, answer, fresh }: OwnWord): Finding[] {
  const executor = executorNames(world.plan).includes(agent.name);
  if (!executor || !fresh || probe.target.via !== 'url') return [];
  return [{ weight: 'bad', where: agent.name, value: `answers at ${answer.instance}` }];
}
