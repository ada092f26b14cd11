/**
 * What changed since the last close. At each close the console keeps what is in force; without having watched one it has
 * nothing to compare with, and says so.
 */

import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import type { Baseline } from '../base/baselines.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { StateBuilder } from '../base/state.ts';
import { agentItems, type Items, meshItems, parseName } from './in-force.ts';

/** `changes` null: it cannot be told, and `why`. `close`: with which it was compared, epoch ms. */
export type Changes =
  | { readonly changes: readonly Message[]; readonly close: number; readonly takenAt: number }
  | { readonly changes: null; readonly why: Message };

/** The name of what belongs to no agent. */
export const MESH = '*';

/** A look that comes later after a close may show what was changed since. */
const TAKEN_WITHIN_MS = 15 * 60_000;

/** By agent, and of the mesh. Agents without workloads in the cluster are left out: nothing of them is read. */
export function changesSinceClose(
  world: World,
  agents: readonly EvaluatedAgent[],
  states: StateBuilder,
): ReadonlyMap<string, Changes> {
  const before = new Map(states.baselines());
  const subjects: [string, () => Items | null][] = [
    [MESH, () => meshItems(world)],
    ...agents
      .filter(({ plan }) => plan.workloads.length > 0)
      .map((agent): [string, () => Items | null] => [agent.plan.name, () => agentItems(world, agent)]),
  ];
  const closedAt = closeToKeep(world);
  const kept = subjects.map(([name, read]) => {
    const held = before.get(name);
    const known = held !== undefined && held.close <= world.now ? held : undefined;
    // Where nothing is compared and nothing kept, nothing is gathered.
    const items = known === undefined && closedAt === null ? null : read();
    return { name, items, base: baselineOf(world, known, items, closedAt) };
  });
  states.keepBaselines(kept.flatMap(({ name, base }) => (base === undefined ? [] : [[name, base]])));
  return new Map(kept.map(({ name, items, base }) => [name, compared(items, base)]));
}

/** The last close, if a look now still shows what was in force then, epoch ms. */
function closeToKeep({ market: { previous }, now }: World): number | null {
  const close = previous === null ? null : Date.parse(previous.close);
  return close === null || now - close > TAKEN_WITHIN_MS ? null : close;
}

function baselineOf(
  world: World,
  known: Baseline | undefined,
  items: Items | null,
  close: number | null,
): Baseline | undefined {
  if (close === null || known?.close === close || items === null) return known;
  return { close, takenAt: world.now, items };
}

function compared(items: Items | null, base: Baseline | undefined): Changes {
  if (base === undefined) return { changes: null, why: say('changes-no-baseline') };
  if (items === null) return { changes: null, why: say('changes-unread') };
  const names = [...new Set([...Object.keys(base.items), ...Object.keys(items)])].sort();
  const changes = names.flatMap((name) => changeOf(name, base.items[name] ?? null, items[name] ?? null));
  return { changes, close: base.close, takenAt: base.takenAt };
}

function changeOf(item: string, from: string | null, to: string | null): Message[] {
  if (from === to) return [];
  const { kind, of, name } = parseName(item);
  switch (kind) {
    case 'environment':
    case 'config': {
      if (from !== null && to !== null && !comparable(from, to))
        return [say('change-not-comparable', { kind, of, name })];
      const how = from === null ? 'added' : to === null ? 'removed' : 'changed';
      return [say('change-hidden', { kind, of, name, how })];
    }
    case 'digest':
      // Without a pod none runs, which its replicas tell.
      return from === null || to === null ? [] : [say('change-shown', { kind, of, from, to })];
    default:
      return [say('change-shown', { kind, of, from, to })];
  }
}

/** Marks of two keys say nothing of two values. One that is no mark says where its value comes from. */
function comparable(a: string, b: string): boolean {
  const [one, other] = [keyOf(a), keyOf(b)];
  return one === null || other === null || one === other;
}

function keyOf(mark: string): string | null {
  return /^mark:([0-9a-f]+):/.exec(mark)?.[1] ?? null;
}

/** What an agent's page shows of it. */
export function changesEvidence(name: string, changes: Changes | undefined): Evidence[] {
  if (changes === undefined) return [];
  const path = 'since the last close';
  if (changes.changes === null) return [evidence(path, text(changes.why), name, null, SOURCE)];
  const { close, takenAt } = changes;
  const told = changes.changes.length === 0 ? [say('changes-none', { closeAt: close })] : changes.changes;
  return told.map((change) => evidence(path, text(change), name, takenAt, SOURCE));
}

const SOURCE = 'compared with what was in force then';
