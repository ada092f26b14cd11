/** What the console sees of the mesh, how fresh, and what not and why. */

import { freshness } from '../../facts/freshness.ts';
import { entriesOf } from '../../facts/ledger.ts';
import { listed } from '../../messages/lists.ts';
import type { Posture } from '../../posture.ts';
import type { Verdict } from '../../vocabulary.ts';
import { limitMs, SILENCE_LIMIT_MS, WATCH_LIMIT_MS } from './availability.ts';
import { clockTime } from './evidence.ts';
import type { World } from './input.ts';
import { oncePer } from './once.ts';

type Source = Posture['sources'][number];

export interface JudgedSource extends Source {
  lastSeenAt: number | null;
}

/** All sources, those of the safety proofs first. */
export const judgeSources = oncePer((world: World): readonly JudgedSource[] => {
  return entriesOf(world.ledger, 'sight')
    .flatMap(({ fact }): JudgedSource[] => {
      const value = fact.value;
      if (value === null) return [];
      const safety = isSafety(fact.subject);
      const { verdict, state, reason } = judgeSight(world, value, fact);
      return [
        {
          id: fact.subject,
          label: value.label,
          verdict,
          state,
          reason,
          safety,
          lastSeenAt: value.lastSeenAt,
        },
      ];
    })
    .sort((a, b) => Number(b.safety) - Number(a.safety) || (a.id < b.id ? -1 : 1));
});

/** The sweep's reads are what the safety proofs rest on. */
function isSafety(subject: string): boolean {
  return subject.startsWith('sweep/');
}

type Sighted = NonNullable<ReturnType<typeof entriesOf<'sight'>>[number]['fact']['value']>;

function judgeSight(
  world: World,
  value: Sighted,
  { subject: id, observedAt: saidAt }: { subject: string; observedAt: number },
): { verdict: Verdict; state: string; reason: string } {
  const safety = isSafety(id);
  if (value.state === 'starting') return { verdict: 'unknown', state: 'Starting', reason: 'not read yet' };
  if (value.state === 'blind') return { verdict: 'unknown', state: 'Blind', reason: blindReason(value) };
  if (freshness(saidAt, world.now, SILENCE_LIMIT_MS) !== 'fresh')
    return { verdict: 'unknown', state: 'Silent', reason: `nothing said since ${clockTime(saidAt)}` };
  if (value.state === 'absent')
    return { verdict: 'not-applicable', state: 'Not in this cluster', reason: value.reason ?? '' };
  const limit = safety ? limitMs(world) : id.startsWith('watch/') ? WATCH_LIMIT_MS : Number.POSITIVE_INFINITY;
  if (freshness(value.lastSeenAt, world.now, limit) !== 'fresh')
    return {
      verdict: 'unknown',
      state: 'Late',
      reason: value.lastSeenAt === null ? 'not read yet' : `last read ${clockTime(value.lastSeenAt)}`,
    };
  // A ConfigMap is one object: to see it is to see all of it.
  const whole = value.scope === 'cluster' || id.includes('/ConfigMap/');
  const scope = whole ? (value.reason ?? '') : `only ${listed([...value.scope])}`;
  return { verdict: scope === '' ? 'good' : 'attention', state: 'Seen', reason: scope };
}

function blindReason(value: Sighted): string {
  const since = value.blindSince === null ? '' : ` since ${clockTime(value.blindSince)}`;
  return `${value.reason ?? 'cannot be read'}${since}`;
}

/** The sources that show nothing now. */
export function blindSources(world: World): JudgedSource[] {
  return judgeSources(world).filter((s) => s.verdict === 'unknown');
}
