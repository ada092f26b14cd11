/** The last proof: an executor outside the cluster, on Cloud Run or wherever else it answers. */

import type { CloudRunValue } from '../../facts/fact.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import type { Availability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { CLOUD_RUN_NAMES, cloudAvailability, namesCloudRun, searchOf } from './cloud-search.ts';
import { executorNames, isExecutorAgent } from './executor.ts';
import { culpritsIn, type Finding, findingEvidence, weighFindings } from './finding.ts';
import type { Inventory } from './inventory.ts';
import type { Culprit } from './objects.ts';
import { named, type Proof, proofOf, type Shown, shown } from './proof.ts';
import { besideOf } from './recognition/second-sign.ts';
import type { ProcessReport } from './reported.ts';
import { suspectsOf } from './suspects.ts';
import { unreadAnswers } from './unread-answers.ts';

const RULE = PROOF_RULES['cloud-run-executor'];

/**
 * Proof 8. An executor on Cloud Run is off only if it does not exist, or is fixed at no instance. One that answers at a
 * URL of its own runs, whatever any other source reports.
 */
export function proveCloudRun(world: World, inventory: Inventory, words: readonly ProcessReport[]): Proof {
  const { cloudRunExecutors: found } = inventory;
  const findings = [
    ...found.flatMap(findingsOf),
    ...unreadRevisions(world, found),
    ...suspectsOf(inventory, (r) => r.namespace === ''),
    ...words.flatMap((word) => answering(world, word)),
    ...unreadAnswers(world),
  ];
  const availability = cloudAvailability(world);
  return proofOf(world, 'cloud-run-executor', {
    shows: cloudRunShown(world, found, findings, availability),
    at: availability.at,
    limitSeconds: world.plan.safety.cloudRun.limitSeconds,
    culprits: [...culpritsIn(findings), ...unsearched(world, availability)],
    evidence: [
      ...findingEvidence('Cloud Run', findings, availability.at, RULE),
      ...found.map((value) =>
        evidence('scaling', text(scalingOf(value)), placeOf(value), availability.at, RULE),
      ),
    ],
  });
}

/** An executor of the roster that the plan places on Cloud Run is not known to be off while that is not searched. */
function unsearched({ plan }: World, availability: Availability): Culprit[] {
  if (availability.available) return [];
  const { why: what } = availability;
  return plan.agents
    .filter((agent) => agent.cloudRun !== undefined && isExecutorAgent(plan, agent))
    .map(({ name: agent }) => ({ weight: 'unknown', subject: { shown: agent, path: agent, agent }, what }));
}

function cloudRunShown(
  world: World,
  found: readonly CloudRunValue[],
  findings: readonly Finding[],
  availability: Availability,
): Shown {
  const search = searchOf(world);
  const nothing = search === null || search.state === 'unset';
  if (nothing && !namesCloudRun(world.plan) && findings.length === 0) return shown('cloud-run-not-declared');
  if (search?.state === 'excluded' && findings.length === 0) return shown('cloud-run-excluded');
  const off = found.map((value) => say('cloud-run-at-zero', { service: placeOf(value) }));
  const regions = search?.regions ?? [];
  return weighFindings(findings, availability, {
    calm:
      off.length === 0
        ? shown('cloud-run-none', { regions })
        : shown('cloud-run-off', { services: named(off) }),
    badly: (_worst, places) => shown(found.length > 0 ? 'cloud-run-serves' : 'cloud-run-answers', { places }),
  });
}

/** `crane, dock/us-east1`. */
function placeOf({ name, project, region }: CloudRunValue): string {
  return `${name}, ${project}/${region}`;
}

function subjectOf(value: CloudRunValue): Finding['subject'] {
  const object = { kind: CLOUD_RUN_NAMES[value.kind], name: value.name, namespace: '' };
  return { shown: placeOf(value), path: placeOf(value), object };
}

/** The last known state counts, however old: only a later search shows that an executor is gone. */
function findingsOf(value: CloudRunValue): Finding[] {
  const subject = subjectOf(value);
  const finding = (weight: Finding['weight'], what: Message): Finding[] => [{ weight, subject, what }];
  const own = weightOf(value);
  if (own === 'bad') return finding('bad', scalingOf(value));
  if (value.gap !== null) return finding('unknown', value.gap);
  return own === null ? [] : finding(own, scalingOf(value));
}

/** What a revision runs that nobody read may be an executor, if the service is of the mesh or could reach a broker. */
function unreadRevisions(world: World, executors: readonly CloudRunValue[]): Finding[] {
  return valuesOf(world.ledger, 'cloud-run').flatMap((value) => {
    if (value.gap?.code !== 'cause-other-revision' || executors.includes(value)) return [];
    const isOurs = besideOf(world, { namespace: '', containers: value.containers }) !== null;
    return isOurs ? [{ weight: 'unknown', subject: subjectOf(value), what: value.gap }] : [];
  });
}

/**
 * Null: it is off. Nobody but its scaling starts a service or a worker pool. A person or a schedule executes a job,
 * and schedules are not read: one that waits proves nothing.
 */
function weightOf(value: CloudRunValue): 'bad' | 'unknown' | null {
  if (value.scaling === 'automatic') return 'bad';
  if (value.scaling === 'on-demand') return value.lastRun === 'running' ? 'bad' : 'unknown';
  if (value.manualInstances === 0) return null;
  return value.kind === 'service' && value.manualInstances === null ? 'unknown' : 'bad';
}

function scalingOf({ scaling, lastRun, minInstances, manualInstances }: CloudRunValue): Message {
  if (scaling === 'automatic') return say('cloud-run-automatic', { minInstances: minInstances ?? 0 });
  if (scaling === 'manual') return say('cloud-run-manual', { instances: manualInstances });
  return lastRun === 'running' ? say('cloud-run-job-runs') : say('cloud-run-job-waits');
}

function answering(world: World, { agent, probe, answer, fresh }: ProcessReport): Finding[] {
  const executor = executorNames(world.plan).includes(agent.name);
  if (!executor || !fresh || probe.target.via !== 'url') return [];
  const subject = { shown: agent.name, path: agent.name, agent: agent.name };
  return [{ weight: 'bad', subject, what: say('process-answers', { instance: answer.instance }) }];
}
