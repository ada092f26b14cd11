/** Pending sources of a one-shot evaluation: sources without a read or a reason, and probes never tried. */

import { probeSubject } from '#collectors/probes/attempt.ts';
import { instancesOf } from '#collectors/probes/targets.ts';
import { entriesOf, entryOf, type Ledger, valuesOf } from '#lib/facts/ledger.ts';
import { say } from '#lib/messages/say.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';

export interface Asking {
  plan: Plan;
  inCluster: boolean;
  env: Readonly<Record<string, string | undefined>>;
}

/** Each once. Before any result, everything is pending. */
export function pending(ledger: Ledger, asking: Asking): Message[] {
  const sourceStatuses = valuesOf(ledger, 'source-status');
  if (sourceStatuses.length === 0) return [say('pending-api')];
  const starting = sourceStatuses
    .filter(({ state }) => state === 'starting')
    .map(({ label }) => say('pending-source', { label }));
  const allBlind = sourceStatuses.every(({ state }) => state === 'blind');
  const version = entriesOf(ledger, 'cluster').length === 0 && !allBlind ? [say('pending-version')] : [];
  return [...starting, ...version, ...ownPermissions(ledger), ...untried(ledger, asking)];
}

/** True if a source is unavailable; it may recover within seconds. */
export function anyBlind(ledger: Ledger): boolean {
  return valuesOf(ledger, 'source-status').some(({ state }) => state === 'blind');
}

function ownPermissions(ledger: Ledger): Message[] {
  const [known] = valuesOf(ledger, 'permissions');
  const told =
    known !== undefined && (known.review === 'off' || known.checkedAt !== null || known.failure !== null);
  return told ? [] : [say('pending-permissions')];
}

function untried(ledger: Ledger, asking: Asking): Message[] {
  return instancesOf({ ...asking, pods: valuesOf(ledger, 'pod') })
    .filter((target) => entryOf(ledger, 'probe', probeSubject(target)) === undefined)
    .map(({ agent, probe }) => say('pending-probe', { agent: agent.name, path: probe.path }));
}
