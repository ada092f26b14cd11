/**
 * What the console was told, held against what it says: nothing is passed over, what was seen of the day stays seen, and
 * nothing is told better or worse than the plan has it.
 */

import { entryOf, valuesOf } from '#lib/facts/ledger.ts';
import type { Moment } from './console.ts';
import type { Verdicts } from './verdicts.ts';

type Claim = (property: string, subject: string, holds: boolean, said: string) => void;

export function checkHeard(moments: readonly Moment[], found: Verdicts): void {
  moments.forEach((moment, i) => {
    const claim: Claim = (property, subject, holds, said) =>
      found.claim(holds, { property, subject, at: moment.at, said, why: 'by what it was told' });
    checkSources(moment, claim);
    checkDisagreement(moment, claim);
    checkSwitches(moment, claim);
    checkRoster(moment, claim);
    const before = moments[i - 1];
    if (before !== undefined) checkDay(before, moment, claim);
  });
}

/** A source that is blind says why, in its own words. */
function checkSources({ said, world: { ledger } }: Moment, claim: Claim): void {
  for (const { id, code, params } of said.sources) {
    const cause = entryOf(ledger, 'source-status', id)?.fact.value?.cause ?? null;
    if (code !== 'blind' || cause === null) continue;
    const told = JSON.stringify(params.cause);
    claim('a blind source says why', id, told === JSON.stringify(cause), told);
  }
}

/** While a watch and a poll disagree about a halt switch or an executor that has such a name, nothing is proven of it. */
function checkDisagreement({ said, world: { ledger, plan } }: Moment, claim: Claim): void {
  const names = plan.safety.executors.names;
  for (const { kind, name } of valuesOf(ledger, 'disagreement')) {
    const isExecutor = kind !== 'Pod' && names.some((executor) => name.startsWith(executor));
    const { outcome } = said.execution;
    if (isExecutor) claim('a disagreement is heard', name, outcome !== 'proven-off', outcome);
  }
}

/** A switch is quoted as it stands. */
function checkSwitches({ said, world: { ledger, plan } }: Moment, claim: Claim): void {
  const shown = said.execution.proofs.find(({ id }) => id === 'halt-switches')?.evidence ?? [];
  for (const { key, namespace, configMap } of plan.safety.haltSwitches) {
    const value = entryOf(ledger, 'config', `ConfigMap/${namespace}/${configMap}`)?.fact.value?.data[key];
    if (value === undefined || !/^[ \w"']+$/.test(value)) continue;
    const quoted = shown.some((item) =>
      JSON.stringify(item).includes(JSON.stringify(value.trim()).slice(1, -1)),
    );
    claim('a switch is quoted as it stands', key, quoted, JSON.stringify(shown));
  }
}

const WELL: readonly string[] = ['good', 'expected-off', 'not-applicable'];

/** What people start is worth attention, and no fault; what the plan leaves open is not known to be well. */
function checkRoster({ said, world: { plan, ledger } }: Moment, claim: Claim): void {
  for (const { name, verdict } of said.agents) {
    const agent = plan.agents.find((a) => a.name === name);
    if (agent?.workloadUndeclared !== undefined)
      claim('what the plan leaves open is not well', name, !WELL.includes(verdict), verdict);
    const runs = valuesOf(ledger, 'pod').some((pod) => pod.ready && pod.workload?.name === name);
    if (agent?.runs === 'on-demand' && runs)
      claim('what people start is no fault', name, verdict !== 'bad', verdict);
  }
}

/** What was seen to be well while it was due was so, whatever comes. */
function checkDay(before: Moment, { life, said }: Moment, claim: Claim): void {
  if (life !== before.life && !life.keepsCarry) return;
  if (said.cadence.items[0]?.at !== before.said.cadence.items[0]?.at) return;
  for (const was of before.said.cadence.items) {
    if (was.code !== 'seen-good') continue;
    const is = said.cadence.items.find(({ id }) => id === was.id);
    const stays = is?.code === was.code && is.since === was.since;
    claim('what was seen of the day stays seen', was.id, stays, `${is?.code} since ${is?.since}`);
  }
}
