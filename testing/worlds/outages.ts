/** Faults between the mesh and the console: loss, delay, partial answers, blindness, restarts. */

import { WORKLOAD_KINDS } from '#lib/vocabulary.ts';
import type { Choices, Random } from './random.ts';

/** The kinds that the safety poll lists, an add-on that is served among them, and the halt switches that it reads one by one. */
export const ADD_ON = 'Rollout.argoproj.io';
export const POLLED_KINDS = [...WORKLOAD_KINDS, ADD_ON] as const;
export const POLLED_MAPS = ['ConfigMap/pit/brake', 'ConfigMap/pit/second'] as const;
export const POLLS: readonly string[] = [...POLLED_KINDS, ...POLLED_MAPS].map((name) => `poll/${name}`);
/** Which kinds the cluster serves. */
export const DISCOVERY = 'discovery/kinds';
const POLLED_ONLY: readonly string[] = ['DaemonSet', 'ReplicationController', ADD_ON];
export const WATCHED_KINDS = [
  ...POLLED_KINDS.filter((kind) => !POLLED_ONLY.includes(kind)),
  'Node',
  'HorizontalPodAutoscaler',
] as const;
export const WATCHES: readonly string[] = [...WATCHED_KINDS, ...POLLED_MAPS].map((name) => `watch/${name}`);
export const CLOUD_RUN = 'cloud-run/dock';
export const PROBES: readonly string[] = [
  'probe/feed/beat',
  'probe/pilot/status',
  'probe/lamp/health',
  'probe/intake/health',
  'probe/intake/store',
];

/**
 * `refused`: fails at once. `timeout`: fails after its time limit. `silent`: nothing comes of it while it lasts.
 * `slow`: true, and late by seconds. `partial`: one of its objects cannot be read. `garbage`: what comes is no answer.
 * `narrow`: only the mesh's namespaces may be read. For watches `silent` loses events unnoticed, `late` delays them by
 * seconds, `twice` says each again, `expired` forgets where the watch was.
 */
export const OUTAGE_KINDS = [
  'refused',
  'timeout',
  'silent',
  'slow',
  'partial',
  'garbage',
  'narrow',
  'late',
  'twice',
  'expired',
] as const;
export type OutageKind = (typeof OUTAGE_KINDS)[number];

export interface Outage {
  sources: readonly string[];
  kind: OutageKind;
  from: number;
  to: number;
}

/** One life of the console: what it knows of the mesh ends with it; its carry may be handed on. */
export interface Life {
  from: number;
  to: number;
  keepsCarry: boolean;
}

const POLL_OUTAGES: Choices<OutageKind> = [
  'refused',
  'timeout',
  'silent',
  'slow',
  'partial',
  'garbage',
  'narrow',
];
const WATCH_OUTAGES: Choices<OutageKind> = [
  'refused',
  'silent',
  'late',
  'late',
  'twice',
  'garbage',
  'expired',
];
const PROBE_OUTAGES: Choices<OutageKind> = ['refused', 'timeout', 'silent', 'slow', 'garbage'];

export function makeOutages(random: Random, start: number, end: number): Outage[] {
  const count = random.pick([0, 0, 0, 1, 1, 2, 3] as const);
  return Array.from({ length: count }, () => {
    const from = random.int(start - 2_000, end - 2_000);
    const to = random.chance(0.35) ? end + 60_000 : from + random.int(500, 18_000);
    return { ...whichSources(random), from, to };
  });
}

export function whichSources(random: Random): Pick<Outage, 'sources' | 'kind'> {
  const roll = random.next();
  if (roll < 0.12)
    return {
      sources: [...POLLS, ...WATCHES],
      kind: random.pick(['refused', 'timeout', 'silent', 'garbage'] as const),
    };
  if (roll < 0.22) return { sources: POLLS, kind: random.pick(POLL_OUTAGES) };
  if (roll < 0.55) return { sources: [one(random, POLLS)], kind: random.pick(POLL_OUTAGES) };
  if (roll < 0.78) return { sources: [one(random, WATCHES)], kind: random.pick(WATCH_OUTAGES) };
  if (roll < 0.81)
    return {
      sources: [random.chance(0.7) ? CLOUD_RUN : DISCOVERY],
      kind: random.pick(['refused', 'timeout', 'silent'] as const),
    };
  if (roll < 0.86) return { sources: PROBES, kind: random.pick(PROBE_OUTAGES) };
  return { sources: [one(random, PROBES)], kind: random.pick(PROBE_OUTAGES) };
}

function one(random: Random, names: readonly string[]): string {
  return names[random.int(0, names.length - 1)] ?? '';
}

/** Mostly one process; sometimes the console dies and restarts soon. */
export function makeLives(random: Random, start: number, end: number): Life[] {
  if (!random.chance(0.12)) return [{ from: start, to: end + 1, keepsCarry: false }];
  const dies = random.int(start + 3_000, end - 8_000);
  return [
    { from: start, to: dies, keepsCarry: false },
    { from: dies + random.int(300, 4_000), to: end + 1, keepsCarry: random.chance(0.5) },
  ];
}

/** The outages of each source; asked for at each request, and long worlds have hundreds. */
const bySource = new WeakMap<readonly Outage[], Map<string, readonly Outage[]>>();

export function outagesOf(outages: readonly Outage[], source: string): readonly Outage[] {
  const known = bySource.get(outages) ?? new Map<string, readonly Outage[]>();
  bySource.set(outages, known);
  const own = known.get(source) ?? outages.filter(({ sources }) => sources.includes(source));
  known.set(source, own);
  return own;
}

/** The outage of a source at an instant, if any. */
export function outageAt(outages: readonly Outage[], source: string, at: number): OutageKind | null {
  return outagesOf(outages, source).find((o) => o.from <= at && at < o.to)?.kind ?? null;
}
