/**
 * How often each target is asked: as the plan says, while few requests do that. Beyond that each agent has a fair share,
 * so that one with many pods takes nothing from one with few, and within it every pod has its turn. Pure.
 */

import { probeIntervalMs } from '#lib/plan/probe-interval.ts';
import { costOf } from './chain.ts';
import type { Instance } from './targets.ts';

/** Requests that may begin in a second: to targets themselves, and through the API server, which others need too. */
export const PER_SECOND = { direct: 200, proxied: 20 } as const;
export type Way = keyof typeof PER_SECOND;

/** An agent with more pods than this costs as much as with this many: they are asked in turn. */
const PODS_AT_FULL_PACE = 50;

/** The way to a target; null if nothing is sent. */
export function wayOf({ places: [place] }: Pick<Instance, 'places'>): Way | null {
  if (place === undefined || 'config' in place) return null;
  return 'proxyPath' in place ? 'proxied' : 'direct';
}

/** The interval of each instance in milliseconds. */
export function pacesOf(instances: readonly Instance[]): ReadonlyMap<Instance, number> {
  const paces = new Map(instances.map((target) => [target, probeIntervalMs(target.agent, target.probe)]));
  for (const way of ['direct', 'proxied'] as const) {
    const all = instances.filter((target) => wayOf(target) === way);
    const agents = [...Map.groupBy(all, ({ agent }) => agent.name).values()].map(demandsOf);
    const shares = fairShares(agents.map(totalOf), PER_SECOND[way]);
    agents.forEach((demands, nth) => {
      const given = fairShares(
        demands.map(({ perSecond }) => perSecond),
        shares[nth] ?? 0,
      );
      demands.forEach(({ target, everyMs, perSecond }, i) => {
        paces.set(target, Math.round((everyMs * perSecond) / (given[i] ?? perSecond)));
      });
    });
  }
  return paces;
}

/** What an instance asks for, in requests. */
interface Demand {
  target: Instance;
  everyMs: number;
  perSecond: number;
}

/** Of one agent. */
function demandsOf(own: readonly Instance[]): Demand[] {
  const pods = new Set(own.map(({ instance }) => instance)).size;
  return own.map((target) => {
    const everyMs = probeIntervalMs(target.agent, target.probe) * Math.max(1, pods / PODS_AT_FULL_PACE);
    return { target, everyMs, perSecond: (costOf(target.places.length) * 1_000) / everyMs };
  });
}

const totalOf = (demands: readonly Demand[]): number =>
  demands.reduce((total, { perSecond }) => total + perSecond, 0);

/** Whoever wants little gets it; what is left is shared alike by those who want more. In the order of `wanted`. */
export function fairShares(wanted: readonly number[], capacity: number): number[] {
  const shares = [...wanted];
  let left = capacity;
  const bySize = wanted.map((want, at) => ({ want, at })).sort((a, b) => a.want - b.want);
  for (const [served, { want, at }] of bySize.entries()) {
    const share = Math.min(want, left / (bySize.length - served));
    shares[at] = share;
    left -= share;
  }
  return shares;
}
