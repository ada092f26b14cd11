/** The sixth proof: nothing is set so that orders could leave. */

import { namedUnreadable } from '../../contracts/unreadable.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import { isHarmless } from '../../settings/values.ts';
import { WORKLOAD_KINDS } from '../../vocabulary.ts';
import { executorAvailability } from '../base/availability.ts';
import { settingOf } from '../base/environment.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { culpritsIn, type Finding, findingEvidence, weighFindings } from './finding.ts';
import { type Inventory, isLongLived } from './inventory.ts';
import { objectPath } from './objects.ts';
import { type Proof, proofOf, shown } from './proof.ts';
import type { ProcessReport } from './reported.ts';
import { gateFindings } from './settings/gates.ts';
import type { Place } from './settings/place.ts';
import { sourceFindings } from './settings/sources.ts';
import { suspectFindings } from './settings/suspects.ts';
import { modeOf, switchFindings } from './settings/switches.ts';

const RULE = PROOF_RULES.modes;

/**
 * Proof 6. A plain value in a spec counts everywhere, at zero too: it is an indication (plan, Escalation rules, P0). An
 * unreadable value counts against the proof if orders could leave by it (see `weightOf`) and is listed elsewhere.
 */
export function proveModes(world: World, inventory: Inventory, words: readonly ProcessReport[]): Proof {
  const findings = [
    ...inventory.runnables.flatMap((r) => r.containers.flatMap((c) => containerFindings({ world, r, c }))),
    ...inventory.unclear
      .filter((r) => !r.executor)
      .flatMap((r) => r.containers.flatMap((c) => containerFindings({ world, r, c }).map(doubt))),
    ...words.flatMap((word) => reportFindings(world, word)),
  ];
  const availability = executorAvailability(world, WORKLOAD_KINDS);
  const calm = shown('modes-none-live', {
    liveModes: world.plan.safety.liveModes,
    workloads: standing(world),
  });
  return proofOf(world, 'modes', {
    shows: weighFindings(findings, availability, {
      calm,
      badly: (worst, places) => shown('modes-live', { worst, places }),
    }),
    at: availability.at,
    culprits: culpritsIn(findings),
    evidence: [
      ...findingEvidence('mode', findings, availability.at, RULE),
      ...modesInForce(world, inventory).map(({ mode, subject }) =>
        evidence('mode', mode, subject, availability.at, RULE),
      ),
    ],
  });
}

/** Each mode that is set in plain text, with its workloads. */
function modesInForce(world: World, inventory: Inventory): { mode: string; subject: string }[] {
  const name = world.plan.safety.environment.mode;
  const by = new Map<string, Set<string>>();
  for (const r of inventory.runnables.filter(isLongLived))
    for (const c of r.containers) {
      const setting = settingOf(world, r.namespace, c, name);
      if (setting.state !== 'known' || !isHarmless(setting.value)) continue;
      const mode = `${name}=${modeOf(setting.value)}`;
      by.set(mode, (by.get(mode) ?? new Set()).add(objectPath(r)));
    }
  return [...by]
    .sort()
    .map(([mode, places]) => ({ mode, subject: text(say('list', { items: [...places], most: 6 })) }));
}

/** Long-lived workloads (Jobs come and go with the clock and would change the text each minute). */
function standing(world: World): number {
  return valuesOf(world.ledger, 'workload').filter((w) => w.kind !== 'ReplicaSet' && w.kind !== 'Job').length;
}

/** What the settings of one container say, and what of them is not known. */
function containerFindings(place: Place): Finding[] {
  return [
    ...switchFindings(place),
    ...gateFindings(place),
    ...suspectFindings(place),
    ...sourceFindings(place),
  ];
}

/** A pod that may have ended disproves nothing. */
function doubt(finding: Finding): Finding {
  return finding.weight === 'bad' ? { ...finding, weight: 'unknown' } : finding;
}

/** What a running process reports of its mode and of orders. */
export function reportFindings(world: World, { answer: a }: ProcessReport): Finding[] {
  if (a.contract !== 'ops-status' && a.contract !== 'execution-state') return [];
  const live: readonly string[] = world.plan.safety.liveModes;
  const mode = a.mode?.trim().toUpperCase() ?? '';
  const says = [
    ...(a.contract === 'ops-status' && a.safeToExecute === true ? [say('mode-orders-reported')] : []),
    ...(live.includes(mode) ? [say('mode-reported', { mode })] : []),
    ...(a.contract === 'execution-state' && a.dryRun === false ? [say('mode-dry-run-off-reported')] : []),
  ];
  const { agent, instance } = a;
  const subject = {
    shown: say('execution-instance', { agent, instance }),
    path: `${agent} ${instance}`,
    agent,
  };
  const unread = (a.unreadable ?? []).filter(({ about }) => about === 'orders');
  return [
    ...says.map((what): Finding => ({ weight: 'bad', subject, what })),
    ...unread.map((field): Finding => ({ weight: 'unknown', subject, what: namedUnreadable([field]) })),
  ];
}
