/** The status of every source: available, how fresh, and if not, why. */

import type { FactOf, SourceAvailability } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { entriesOf } from '../../facts/ledger.ts';
import { type ParamsOf, say } from '../../messages/say.ts';
import type { Posture } from '../../posture.ts';
import type { Params } from '../../status/message.ts';
import { SOURCE_VERDICTS, type SourceCode } from '../../status/source.ts';
import {
  DISCOVERY,
  DISCOVERY_LIMIT_MS,
  limitMs,
  NAMESPACE_LIMIT_MS,
  SILENCE_LIMIT_MS,
  WATCH_LIMIT_MS,
} from './availability.ts';
import { evidence, instantOrNull } from './evidence.ts';
import type { World } from './input.ts';
import { oncePer } from './once.ts';
import { runbookRef } from './runbook-ref.ts';

type Source = Posture['sources'][number];

export interface EvaluatedSource extends Source {
  lastSeenAt: number | null;
}

/** All sources, those of the safety proofs first. */
export const evaluateSources = oncePer((world: World): readonly EvaluatedSource[] => {
  return entriesOf(world.ledger, 'source-status')
    .flatMap(({ fact }) => (fact.value === null ? [] : [statusOf(world, fact.value, fact)]))
    .sort((a, b) => Number(b.safety) - Number(a.safety) || (a.id < b.id ? -1 : 1));
});

function statusOf(world: World, value: SourceAvailability, fact: FactOf<'source-status'>): EvaluatedSource {
  const { subject: id, observedAt: saidAt, source } = fact;
  const { code, params } = codeOf(world, value, fact);
  const verdict = SOURCE_VERDICTS[code];
  const resort = world.plan.fallbackRunbooks?.consoleBlind;
  return {
    kind: 'source',
    id,
    subject: subjectOf(id),
    verdict,
    code,
    params,
    since: instantOrNull(value.state === 'blind' ? value.blindSince : null),
    observedAt: instantOrNull(value.lastSeenAt),
    evidence: [evidence('state', value.state, id, saidAt, source)],
    runbook: verdict === 'good' ? null : runbookRef(world.plan, resort),
    label: value.label,
    safety: isSafety(id),
    lastSeenAt: value.lastSeenAt,
  };
}

/** `poll/ConfigMap/floor/halt` → `floor/halt`, `watch/Pod` → `Pod`. */
function subjectOf(id: string): string {
  const [, first = id, ...more] = id.split('/');
  return more.length === 0 ? first : more.join('/');
}

/** The safety proofs depend on the poll's reads, and on the search of Cloud Run. */
function isSafety(id: string): boolean {
  return id.startsWith('poll/') || isCloudRun(id);
}

function isCloudRun(id: string): boolean {
  return id.startsWith('cloud-run/');
}

const isNamespace = (id: string): boolean => id.startsWith('namespace/');

/** True if the plan has a workload of this kind, which the cluster cannot have. */
function named({ plan }: World, id: string): boolean {
  const kind = subjectOf(id);
  const workloads = [...plan.agents.flatMap((agent) => agent.workloads), ...plan.otherWorkloads];
  return workloads.some((workload) => workload.kind === kind);
}

/** True for a single object that the plan takes to be there: a namespace, or a ConfigMap of switches and limits. */
function isRequired({ plan }: World, id: string): boolean {
  if (isNamespace(id)) return true;
  const maps = [...plan.safety.haltSwitches, ...plan.safety.thresholds];
  return maps.some(({ namespace, configMap }) => id.endsWith(`/ConfigMap/${namespace}/${configMap}`));
}

interface Found {
  code: SourceCode;
  params: Params;
}

/** A code, with the parameters of its text. */
function found<C extends SourceCode>(code: C, ...params: ParamsOf<`source-${C}`>): Found {
  return { code, params: say(`source-${code}`, ...params).params };
}

function codeOf(
  world: World,
  value: SourceAvailability,
  { subject: id, observedAt: saidAt }: FactOf<'source-status'>,
): Found {
  const { cause, lastSeenAt } = value;
  if (value.state === 'starting') return found('starting');
  if (value.state === 'blind')
    return found('blind', { cause: cause ?? say('cause-none'), blindSinceAt: value.blindSince });
  const silence = isCloudRun(id) ? limitOf(world, id) : SILENCE_LIMIT_MS;
  if (freshness(saidAt, world.now, silence) !== 'fresh') return found('silent', { saidAt });
  if (value.state === 'absent') return named(world, id) ? found('missing') : found('absent', { cause });
  if (value.state === 'unasked') return found('unasked', { cause });
  if (freshness(lastSeenAt, world.now, limitOf(world, id)) !== 'fresh')
    return lastSeenAt === null ? found('unread') : found('late', { lastSeenAt });
  if (value.count === 0 && isRequired(world, id)) return found('missing');
  // A ConfigMap or a namespace is one object, so a read of it is complete.
  const whole = value.scope === 'cluster' || id.includes('/ConfigMap/') || isNamespace(id);
  if (!whole) return found('narrow', { scope: [...value.scope] });
  return cause === null ? found('seen') : found('partial', { cause });
}

function limitOf(world: World, id: string): number {
  if (isCloudRun(id)) return world.plan.safety.cloudRun.limitSeconds * 1_000;
  if (isSafety(id)) return limitMs(world);
  if (id === DISCOVERY) return DISCOVERY_LIMIT_MS;
  if (isNamespace(id)) return NAMESPACE_LIMIT_MS;
  return id.startsWith('watch/') ? WATCH_LIMIT_MS : Number.POSITIVE_INFINITY;
}

/** The sources that are unavailable now. */
export function unavailableSources(world: World): EvaluatedSource[] {
  return evaluateSources(world).filter((s) => s.verdict === 'unknown');
}
