/** Executors that ran and ended: they are reported until the session that follows has closed. */

import { type DeclaredDays, declaredDays, NOTHING_DECLARED } from '../../market/declared-days.ts';
import { marketAt } from '../../market/market.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import type { FinishedExecutor } from '../base/executor-memory.ts';
import { type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { knownWorkload } from '../base/owners.ts';
import type { Inventory } from './inventory.ts';
import { type ObjectName, objectMessage } from './objects.ts';

/** Where the calendar does not reach. */
const DAY_MS = 86_400_000;
const MOST_FINISHED = 50;

/** What the cluster shows, with what was remembered: the object may be gone by now. Latest first. */
export function finishedExecutors(
  world: World,
  inventory: Inventory,
  before: readonly FinishedExecutor[],
): FinishedExecutor[] {
  const latest = new Map(before.map((ran) => [keyOf(ran), ran]));
  const shown = [...inventory.executors.flatMap(runOf), ...inventory.endedPods.flatMap(podRun)];
  for (const { at, ...object } of shown) {
    const behind = scheduleOf(world, object);
    const held = latest.get(keyOf(behind));
    const ranAt = at ?? held?.at ?? world.now;
    if (held === undefined || held.at < ranAt) latest.set(keyOf(behind), { ...behind, at: ranAt });
  }
  return [...latest.values()]
    .filter(({ at }) => world.now < toldUntil(at, declaredDays(world.plan)))
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_FINISHED);
}

/** The close of the first session that closes after it ended. */
export function toldUntil(at: number, days: DeclaredDays = NOTHING_DECLARED): number {
  const { session, next } = marketAt(at, days);
  const closes = [session, next].flatMap((s) => (s === null ? [] : [Date.parse(s.close)]));
  return closes.find((close) => close > at) ?? at + DAY_MS;
}

export function finishedMessage(ran: FinishedExecutor): Message {
  return say('executor-ran', { object: objectMessage(ran), at: ran.at });
}

type Ran = ObjectName & { at: number | null };

/** A finished Job, or the last run of a CronJob, whose Job may be gone. */
function runOf({ kind, namespace, name, finished, lastRunAt, createdAt }: Workload): Ran[] {
  if (kind === 'CronJob') return lastRunAt === null ? [] : [{ kind, namespace, name, at: lastRunAt }];
  return finished === null ? [] : [{ kind, namespace, name, at: lastRunAt ?? createdAt }];
}

/** A pod whose containers ran; it is reported by its workload's name. */
function podRun(pod: Pod): Ran[] {
  const ends = pod.states.flatMap(({ lastExit }) => (lastExit === null ? [] : [lastExit.at]));
  if (ends.length === 0) return [];
  const times = ends.filter((at) => at !== null);
  return [{ ...podOrigin(pod), at: times.length === 0 ? pod.createdAt : Math.max(...times) }];
}

/** The CronJob behind a Job: its runs are reported once. */
function scheduleOf(world: World, object: ObjectName): ObjectName {
  const { kind, namespace, name } = object;
  const owner = knownWorkload(world, object)?.owner;
  return owner?.kind === 'CronJob'
    ? { kind: owner.kind, namespace, name: owner.name }
    : { kind, namespace, name };
}

function keyOf({ kind, namespace, name }: ObjectName): string {
  return `${kind}/${namespace}/${name}`;
}
