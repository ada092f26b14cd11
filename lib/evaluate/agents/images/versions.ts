/**
 * Which code really runs. A spec names an image, and each node runs what it found under that name: one workload may run
 * two versions, and a tag may have moved.
 */

import { knownValue } from '../../../facts/ledger.ts';
import { say } from '../../../messages/say.ts';
import type { VersionCode } from '../../../status/agent.ts';
import type { Message } from '../../../status/message.ts';
import type { Evidence } from '../../../status/status.ts';
import { pollAvailability } from '../../base/availability.ts';
import { evidence } from '../../base/evidence.ts';
import type { RememberedImage } from '../../base/image-memory.ts';
import type { World } from '../../base/input.ts';
import type { StateBuilder } from '../../base/state.ts';
import { memoryKey, rememberImages } from './memory.ts';
import { type RunningImage, runningImages } from './running.ts';

export interface VersionFinding {
  readonly code: VersionCode;
  readonly reason: Message;
  /** Since when, epoch ms; null if unknown. */
  readonly since: number | null;
}

export interface AgentVersions {
  readonly findings: readonly VersionFinding[];
  readonly evidence: readonly Evidence[];
}

export const NO_VERSIONS: AgentVersions = { findings: [], evidence: [] };

/** The API server's own default of `progressDeadlineSeconds`. */
const DEADLINE_SECONDS = 600;
/** By the agent's name. It keeps what must be remembered. */
export function versionsOf(world: World, states: StateBuilder): ReadonlyMap<string, AgentVersions> {
  const running = world.plan.agents.map((agent) => ({ agent, images: runningImages(world, agent) }));
  const known = rememberImages(
    running.flatMap(({ images }) => images),
    states,
    world.now,
  );
  return new Map(
    running.map(({ agent, images }) => [agent.name, agentVersions(world, images, known, states)]),
  );
}

function agentVersions(
  world: World,
  images: readonly RunningImage[],
  known: ReadonlyMap<string, RememberedImage>,
  states: StateBuilder,
): AgentVersions {
  const containers = [...grouped(images, ({ workload, container }) => `${workload}/${container}`).values()];
  return {
    findings: [
      ...containers.flatMap((c) => mixedFindings(world, c, states)),
      ...containers.flatMap((c) => movedFindings(world, c, known)),
      ...containers.flatMap(unclearFindings),
    ],
    evidence: containers.flatMap((c) => evidenceOf(world, c)),
  };
}

/** Two digests in one place for longer than a rollout may take. */
function mixedFindings(
  world: World,
  images: readonly RunningImage[],
  states: StateBuilder,
): VersionFinding[] {
  const [first] = images;
  const mixed = samePlaces(images).filter((place) => digestsOf(place).length > 1);
  if (first === undefined || mixed.length === 0) return [];
  const timed = states.since(`versions:${first.workload}/${first.container}`, 'mixed');
  const since = Math.min(timed, ...mixed.flatMap((place) => bothSince(place) ?? []));
  const seconds = deadlineSeconds(world, first.workload);
  if (world.now - since < seconds * 1000) return [];
  return mixed.map((place) => ({ code: 'mixed-versions', since, reason: versions(place, seconds) }));
}

/** Since when two digests ran beside each other, by their containers' own times; null if one of them has none. */
function bothSince(images: readonly RunningImage[]): number | null {
  const firsts = [...grouped(images, ({ digest }) => digest).values()].map((same) => {
    const times = same.flatMap(({ startedAt }) => startedAt ?? []);
    return times.length === same.length ? Math.min(...times) : null;
  });
  const known = firsts.flatMap((time) => time ?? []).sort((a, b) => a - b);
  return known.length === firsts.length ? (known[1] ?? null) : null;
}

function deadlineSeconds(world: World, workload: string): number {
  const own = knownValue(world.ledger, 'workload', workload.replace(' ', '/'))?.progressDeadlineSeconds;
  return own ?? DEADLINE_SECONDS;
}

/** One tag under which two digests run now, or under which another ran until lately. */
function movedFindings(
  world: World,
  images: readonly RunningImage[],
  known: ReadonlyMap<string, RememberedImage>,
): VersionFinding[] {
  const evidenceMs = world.plan.evaluation.evidenceSeconds * 1_000;
  return [...grouped(images, (image) => memoryKey(image) ?? '')].flatMap(([key, same]): VersionFinding[] => {
    const [first] = same;
    if (first === undefined || key === '') return [];
    if (digestsOf(same).length > 1)
      return [{ code: 'moved-tag', since: bothSince(same), reason: oneTag(first, same) }];
    const moved = known.get(key)?.moved;
    if (!moved || world.now - moved.at >= evidenceMs) return [];
    const { workload, container, reference } = first;
    const { from, to, at: movedAt } = moved;
    const reason = say('agent-tag-moved', { workload, container, image: reference, from, to, movedAt });
    return [{ code: 'moved-tag', since: movedAt, reason }];
  });
}

/** Two digests of one sort, where it is not known if their nodes have the same platform. */
function unclearFindings(images: readonly RunningImage[]): VersionFinding[] {
  return [...grouped(images, ({ sort }) => sort).values()].flatMap((same): VersionFinding[] => {
    const [first] = same;
    const unclear = same.some(({ place }) => place === null) && digestsOf(same).length > 1;
    if (first === undefined || !unclear) return [];
    const { workload, container } = first;
    const reason = say('agent-versions-unclear', { workload, container, runs: runs(same) });
    return [{ code: 'versions-unclear', since: null, reason }];
  });
}

function versions(images: readonly RunningImage[], seconds: number): Message {
  const { workload = '', container = '' } = images[0] ?? {};
  return say('agent-mixed-versions', { workload, container, seconds, runs: runs(images) });
}

function oneTag({ workload, container, reference }: RunningImage, images: readonly RunningImage[]): Message {
  return say('agent-tag-differs', { workload, container, image: reference, runs: runs(images) });
}

/** Which digest which pods run, the one with the most pods first. */
function runs(images: readonly RunningImage[]): Message[] {
  return byDigest(images).map(([digest, pods]) => say('agent-runs-digest', { digest, pods }));
}

function byDigest(images: readonly RunningImage[]): [string, string[]][] {
  return [...grouped(images, ({ digest }) => digest)]
    .map(([digest, same]): [string, string[]] => [digest, same.map(({ pod }) => pod).sort()])
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

function evidenceOf(world: World, images: readonly RunningImage[]): Evidence[] {
  const { at } = pollAvailability(world, 'Pod', world.plan.mesh.namespaces);
  const { container = '' } = images[0] ?? {};
  return byDigest(images).map(([digest, pods]) =>
    evidence(`imageID of ${container}`, digest, pods.join(', '), at, 'what the nodes run'),
  );
}

function samePlaces(images: readonly RunningImage[]): RunningImage[][] {
  const placed = images.filter(({ place }) => place !== null);
  return [...grouped(placed, ({ place }) => place ?? '').values()];
}

function digestsOf(images: readonly RunningImage[]): string[] {
  return [...new Set(images.map(({ digest }) => digest))];
}

function grouped<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const at = key(item);
    groups.set(at, [...(groups.get(at) ?? []), item]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
