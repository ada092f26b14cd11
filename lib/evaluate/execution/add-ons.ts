/**
 * If the cluster's add-on kinds were searched for executors: all that are served and known to run programs. A kind that
 * nobody knows changes nothing, unless it carries an executor's name and the plan does not say what it is.
 */

import type { ServedKindsValue } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { entryOf, knownValue } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import type { ScopeGap } from '../../status/scope.ts';
import { type Availability, DISCOVERY, DISCOVERY_LIMIT_MS, pollAvailability } from '../base/availability.ts';
import type { World } from '../base/input.ts';
import { oncePer } from '../base/once.ts';
import { isActive, missingTemplates, standingWorkloads } from '../base/standing.ts';
import { objectMessage, objectPath } from './objects.ts';
import { executorsNamedIn } from './recognition/phrases.ts';

type CustomKind = ServedKindsValue['others'][number];

export interface AddOnSearch {
  /** Known kinds that are served and were read in full. */
  searched: string[];
  /** What may hold an executor and was not read. */
  gaps: ScopeGap[];
  /** Of these, what holds or may hold a kind that is known to run programs. */
  kindGaps: ScopeGap[];
  /** Start of the oldest read; null if nothing was read. */
  at: number | null;
  /** All other custom kinds, those first that carry an executor's name. */
  others: string[];
  /** Groups that could not be listed, and hold no known kind. */
  unread: ScopeGap[];
}

/** Where discovery itself has failed. */
const EVERY_GROUP = '/apis';
const NOTHING: ServedKindsValue = { served: [], others: [], unread: [] };

export const addOnSearch = oncePer((world: World): AddOnSearch => {
  const value = knownValue(world.ledger, 'served-kinds', 'served-kinds') ?? null;
  const known = value ?? NOTHING;
  const { served, others, unread } = known;
  const { scope } = world.plan.safety.executors;
  const polled = served.map((kind) => ({ kind, seen: pollAvailability(world, kind, scope) }));
  const times = polled.flatMap(({ seen }) => (seen.available ? [seen.at] : []));
  const named = namedKinds(world.plan)(known);
  const groups = unread.map((at) => ({ ...at, gaps: groupGaps(world, at) }));
  const kindGaps = [
    ...discoveryGap(world, value !== null),
    ...polled.flatMap(({ kind, seen }) => (seen.available ? [] : [{ what: kind, why: seen.why }])),
    ...groups.flatMap(({ gaps, holds }) => (holds.length > 0 ? gaps : [])),
  ];
  return {
    searched: polled.flatMap(({ kind, seen }) => (seen.available ? [kind] : [])),
    kindGaps,
    gaps: [
      ...kindGaps,
      ...groups.flatMap(({ gaps, holds }) => (holds.length > 0 ? [] : gaps)),
      ...named
        .filter((kind) => !isSettled(world, kind))
        .map((kind) => ({
          what: pathOf(kind),
          why: say('kind-named-like-executor', { kind: pathOf(kind) }),
        })),
      ...templateGaps(world),
    ],
    at: times.length === 0 ? null : Math.min(...times),
    others: [...named, ...others.filter((kind) => !named.includes(kind))].map(pathOf),
    unread: groups.filter(({ gaps }) => gaps.length === 0).map(({ group, why }) => ({ what: group, why })),
  };
});

/** Availability of the add-on kinds, joined to that of Kubernetes' own. */
export function withAddOns(world: World, own: Availability): Availability {
  return joined(own, addOnSearch(world));
}

/** As above, without what is only named like an executor. */
export function withKnownAddOns(world: World, own: Availability): Availability {
  const search = addOnSearch(world);
  return joined(own, { ...search, gaps: search.kindGaps });
}

function joined(own: Availability, { gaps, at }: Pick<AddOnSearch, 'gaps' | 'at'>): Availability {
  if (!own.available) return own;
  if (gaps.length > 0) {
    const why = say('kinds-not-searched', {
      why: say('clauses', { items: gaps.map((gap) => gap.why), most: 3 }),
    });
    return { available: false, at: own.at, why };
  }
  return { available: true, at: at === null ? own.at : Math.min(own.at, at) };
}

/** What is served is known only while discovery is answered. */
function discoveryGap(world: World, known: boolean): ScopeGap[] {
  const status = entryOf(world.ledger, 'source-status', DISCOVERY)?.fact.value ?? null;
  const gap = (why: Message): ScopeGap[] => [{ what: EVERY_GROUP, why }];
  if (status === null || !known) return gap(say('kinds-undiscovered', { cause: status?.cause ?? null }));
  if (status.state === 'blind') return gap(say('kinds-undiscovered', { cause: status.cause }));
  const at = status.lastSeenAt;
  if (at === null) return gap(say('kinds-undiscovered', { cause: null }));
  if (freshness(at, world.now, DISCOVERY_LIMIT_MS) === 'fresh') return [];
  return gap(say('availability-late', { label: status.label, lastSeenAt: at }));
}

/** An unlisted group matters if it may hold a known kind, or is named like an executor. */
function groupGaps(
  world: World,
  { group, holds, why: cause }: ServedKindsValue['unread'][number],
): ScopeGap[] {
  const why = say('group-unlisted', { group, cause });
  if (holds.length > 0) return holds.map((what) => ({ what, why })).slice(0, 1);
  return carriesName(world.plan, group) ? [{ what: group, why }] : [];
}

/** Resources and groups are called by their plural. */
function carriesName(plan: Plan, name: string): boolean {
  const singular = name.replace(/s(?=$|\.)/g, '');
  return [name, singular].some((word) => executorsNamedIn(plan, word).length > 0);
}

/** An object that is wanted, or may start, by a template that was not read cannot be evaluated. */
function templateGaps(world: World): ScopeGap[] {
  return standingWorkloads(world)
    .filter((w) => isActive(w) || w.startsBy !== undefined)
    .flatMap((w) => {
      const [missing] = missingTemplates(world, w);
      if (missing === undefined) return [];
      const why = say('template-unseen', { object: objectMessage(w), uses: objectPath(missing) });
      return [{ what: objectPath(w), why }];
    });
}

function pathOf({ group, resource }: CustomKind): string {
  return `${resource}.${group}`;
}

/** Those that carry an executor's name. There may be a thousand kinds, and an evaluation comes with each fact. */
const namedKinds = oncePer((plan: Plan) =>
  oncePer(({ others }: ServedKindsValue): CustomKind[] => {
    const carries = (word: string) => carriesName(plan, word);
    return others.filter(({ group, kind, resource }) => [kind, resource, group].some(carries));
  }),
);

/** The plan says what it is, until the day that it names. */
function isSettled({ plan, now }: World, { group, kind }: CustomKind): boolean {
  return (plan.safety.executors.knownKinds ?? []).some(
    (known) =>
      known.group === group &&
      known.kind === kind &&
      (known.until === undefined || now < Date.parse(known.until)),
  );
}
