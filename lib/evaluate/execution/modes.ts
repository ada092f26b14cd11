/** The sixth proof: nothing is set to a mode in which orders could leave. */

import type { ContainerSpec } from '../../facts/fact.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import { AGENT_MODES, WORKLOAD_KINDS } from '../../vocabulary.ts';
import { executorAvailability } from '../base/availability.ts';
import { holdsBrokerCredentials } from '../base/credentials.ts';
import { type Setting, settingOf, switchOf } from '../base/environment.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { isPlannedOnCloudRun } from './cloud-search.ts';
import { type Finding, findingEvidence, weighFindings } from './finding.ts';
import { type Inventory, isLongLived, type Runnable } from './inventory.ts';
import { objectPath } from './objects.ts';
import { proofOf, shown } from './proof.ts';
import type { ProcessReport } from './reported.ts';

const RULE = PROOF_RULES.modes;

/**
 * Proof 6. A plain value in a spec counts everywhere, at zero too: it is an indication (plan, Escalation rules, P0). An
 * unreadable value counts against the proof if orders could leave by it (see `weightOf`) and is listed elsewhere.
 */
export function proveModes(world: World, inventory: Inventory, words: readonly ProcessReport[]): ProofStatus {
  const findings = [
    ...inventory.runnables.flatMap((r) => r.containers.flatMap((c) => containerFindings({ world, r, c }))),
    ...words.flatMap((word) => reported(world, word)),
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
      if (setting.state !== 'known') continue;
      const mode = `${name}=${setting.value.trim().toUpperCase().slice(0, 40)}`;
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

interface Place {
  world: World;
  r: Runnable;
  c: ContainerSpec;
}

function containerFindings(place: Place): Finding[] {
  return [...modeFinding(place), ...enableFindings(place), ...dryRunFindings(place)];
}

const bad = ({ r }: Place, what: Message): Finding[] => [{ weight: 'bad', subject: subjectOf(r), what }];

function subjectOf(r: Runnable): Finding['subject'] {
  return { shown: say('execution-object-named', { kind: r.kind, name: r.name }), path: objectPath(r) };
}

/**
 * Unreadable modes count at executors, and at containers with broker credentials that are wanted or run. An unset mode
 * is the image's default. It counts there too, but not at an executor at zero, since no image runs whose default could
 * matter. A hidden setting was made by somebody, and counts at zero as a live one would.
 */
function weightOf({ world, r, c }: Place, setting: Setting): 'unknown' | 'note' {
  if (r.executor) return setting.state === 'unset' && !r.active ? 'note' : 'unknown';
  return r.active && holdsBrokerCredentials(world.plan, c) ? 'unknown' : 'note';
}

function modeFinding(place: Place): Finding[] {
  const { world, r, c } = place;
  const { environment, liveModes } = world.plan.safety;
  const setting = settingOf(world, r.namespace, c, environment.mode);
  const mode = setting.state === 'known' ? setting.value.trim().toUpperCase() : '';
  const subject = subjectOf(r);
  if (liveModes.some((live) => live === mode))
    return bad(place, say('mode-set', { name: environment.mode, mode }));
  if (AGENT_MODES.some((known) => known === mode)) return [];
  if (setting.state === 'unknown') return [{ weight: weightOf(place, setting), subject, what: setting.why }];
  if (mode === '') {
    // A program without a mode is a finding only if orders could leave by it.
    const weight = weightOf(place, { state: 'unset' });
    const what = say('mode-unset', { name: environment.mode });
    return weight === 'unknown' ? [{ weight, subject, what }] : [];
  }
  const what = say('mode-unheard-of', { name: environment.mode, mode: mode.slice(0, 40) });
  return [{ weight: weightOf(place, setting), subject, what }];
}

/** An unset switch is off: nothing is enabled unless somebody enabled it (`switchOf`). */
function enableFindings(place: Place): Finding[] {
  const { world, r, c } = place;
  return world.plan.safety.environment.enables.flatMap((name): Finding[] => {
    const setting = settingOf(world, r.namespace, c, name);
    const state = switchOf(setting);
    if (state === 'on') return bad(place, say('mode-variable-on', { name }));
    return state === 'unknown' ? [unread(place, setting, name)] : [];
  });
}

/**
 * Outside the mesh's namespaces and the plan's services a variable such as DRY_RUN is somebody else's, unless an executor has it. An unset one
 * means nothing: the plan names several, each program reads one of them, and the mode decides.
 */
function dryRunFindings(place: Place): Finding[] {
  const { world, r, c } = place;
  const ours =
    r.executor || isPlannedOnCloudRun(world.plan, r) || world.plan.mesh.namespaces.includes(r.namespace);
  if (!ours) return [];
  return world.plan.safety.environment.dryRun.flatMap((name): Finding[] => {
    const setting = settingOf(world, r.namespace, c, name);
    if (setting.state === 'unset') return [];
    const state = switchOf(setting);
    if (state === 'off') return bad(place, say('mode-variable-off', { name }));
    return state === 'unknown' ? [unread(place, setting, name)] : [];
  });
}

function unread(place: Place, setting: Setting, name: string): Finding {
  const what = say('mode-variable-unread', { name });
  return { weight: weightOf(place, setting), subject: subjectOf(place.r), what };
}

/** The modes that running processes report. */
function reported(world: World, { answer: a }: ProcessReport): Finding[] {
  if (a.contract !== 'ops-status' && a.contract !== 'execution-state') return [];
  const live: readonly string[] = world.plan.safety.liveModes;
  const mode = a.mode?.trim().toUpperCase() ?? '';
  const says = [
    ...(a.contract === 'ops-status' && a.safeToExecute === true ? [say('mode-orders-reported')] : []),
    ...(live.includes(mode) ? [say('mode-reported', { mode })] : []),
    ...(a.contract === 'execution-state' && a.dryRun === false ? [say('mode-dry-run-off-reported')] : []),
  ];
  const { agent, instance } = a;
  const subject = { shown: say('execution-instance', { agent, instance }), path: `${agent} ${instance}` };
  return says.map((what) => ({ weight: 'bad', subject, what }));
}
