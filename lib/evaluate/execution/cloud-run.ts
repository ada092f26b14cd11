/** The last proof: an executor outside the cluster, as a Cloud Run service or wherever else it answers. */

import { freshness } from '../../facts/freshness.ts';
import { entryOf } from '../../facts/ledger.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import { type Availability, jointAvailability, limitMs, subjectAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { executorNames, isExecutorAgent } from './executor.ts';
import { culpritsIn, type Finding, findingEvidence, weighFindings } from './finding.ts';
import { named, type Proof, proofOf, type Shown, shown } from './proof.ts';
import type { ProcessReport } from './reported.ts';
import { unreadAnswers } from './unread-answers.ts';

const RULE = PROOF_RULES['cloud-run-executor'];

/** The services that are executors by the plan. */
function executorServices({ plan }: World): string[] {
  return plan.agents.flatMap((agent) =>
    agent.cloudRun !== undefined && isExecutorAgent(plan, agent) ? [agent.cloudRun.service] : [],
  );
}

/** Proof 8. An executor that answers at a URL of its own runs, whatever any other source reports. */
export function proveCloudRun(world: World, words: readonly ProcessReport[]): Proof {
  const services = executorServices(world);
  const availabilities = services.map((service) => serviceAvailability(world, service));
  const findings = [
    ...services.flatMap((service, i) => serviceFinding(world, service, availabilities[i])),
    ...words.flatMap((word) => answering(world, word)),
    ...unreadAnswers(world),
  ];
  const availability = jointAvailability(availabilities);
  return proofOf(world, 'cloud-run-executor', {
    shows: cloudRunShown(world, services, findings, availability),
    at: services.length === 0 ? null : availability.at,
    culprits: culpritsIn(findings),
    evidence: [
      ...findingEvidence('Cloud Run', findings, availability.at, RULE),
      ...services.map((service) =>
        evidence('scaling', text(lastRead(world, service)), service, availability.at, RULE),
      ),
    ],
  });
}

function cloudRunShown(
  world: World,
  services: readonly string[],
  findings: readonly Finding[],
  availability: Availability,
): Shown {
  const declared = services.length > 0;
  if (!declared && findings.length === 0) return shown('cloud-run-not-declared');
  const off = services.map((service) =>
    serviceOf(world, service)
      ? say('cloud-run-at-zero', { service })
      : say('cloud-run-service-missing', { service }),
  );
  return weighFindings(findings, availability, {
    calm: shown('cloud-run-off', { services: named(off) }),
    badly: (_worst, places) => shown(declared ? 'cloud-run-serves' : 'cloud-run-answers', { places }),
  });
}

/** The last published state of a service; null: it does not exist. */
function serviceOf(world: World, service: string) {
  return entryOf(world.ledger, 'cloud-run', `CloudRun/${service}`)?.fact.value;
}

/** Both its source status and its state must be recent: a service without a published state is not known to be absent. */
function serviceAvailability(world: World, service: string): Availability {
  const availability = subjectAvailability(world, `cloud-run/${service}`);
  if (!availability.available) return availability;
  const said = entryOf(world.ledger, 'cloud-run', `CloudRun/${service}`)?.fact.observedAt ?? null;
  if (said !== null && freshness(said, world.now, limitMs(world)) === 'fresh')
    return { available: true, at: Math.min(said, availability.at) };
  return { available: false, at: said, why: say('sight-scaling-unread', { service }) };
}

function serviceFinding(world: World, service: string, availability: Availability | undefined): Finding[] {
  const value = serviceOf(world, service);
  const object = { kind: 'Cloud Run', name: service, namespace: '' };
  const subject = { shown: service, path: service, object };
  if (value?.scaling === 'automatic')
    return [
      { weight: 'bad', subject, what: say('cloud-run-automatic', { minInstances: value.minInstances ?? 0 }) },
    ];
  if (value && value.manualInstances !== 0) {
    const weight = value.manualInstances === null ? 'unknown' : 'bad';
    return [{ weight, subject, what: say('cloud-run-manual', { instances: value.manualInstances }) }];
  }
  if (availability?.available) return [];
  return [{ weight: 'unknown', subject, what: whyUnseen(availability) }];
}

function whyUnseen(availability: Exclude<Availability, { available: true }> | undefined): Message {
  return availability === undefined ? say('cloud-run-unread') : availability.why;
}

/** Its last read state, even if it no longer counts. */
function lastRead(world: World, service: string): Message {
  const value = serviceOf(world, service);
  if (value === undefined) return say('cloud-run-unread');
  if (value === null) return say('cloud-run-missing');
  return value.scaling === 'automatic'
    ? say('cloud-run-scales-itself')
    : say('cloud-run-manual', { instances: value.manualInstances });
}

function answering(world: World, { agent, probe, answer, fresh }: ProcessReport): Finding[] {
  const executor = executorNames(world.plan).includes(agent.name);
  if (!executor || !fresh || probe.target.via !== 'url') return [];
  const subject = { shown: agent.name, path: agent.name, agent: agent.name };
  return [{ weight: 'bad', subject, what: say('process-answers', { instance: answer.instance }) }];
}
