/** What of the plan's escalation fired in a shift, and what could not be told. */

import { PRIORITIES } from '#lib/vocabulary.ts';
import type { Fired, Untold } from '../document.ts';
import { IntervalTrack } from './fired.ts';
import type { Told } from './observation.ts';
import type { Sighting } from './shift.ts';

type Rule = Told['escalations'][number];

/** A rule that some posture of the shift has. `fired`: as it was told when it last fired. */
interface Record {
  last: Rule;
  fired: Rule | null;
  track: IntervalTrack;
  /** For how long it could not be told, milliseconds. */
  untold: number;
}

export class RuleBook {
  readonly #shiftFrom: number;
  readonly #records = new Map<string, Record>();

  constructor(shiftFrom: number) {
    this.#shiftFrom = shiftFrom;
  }

  see(sighting: Sighting): void {
    const told = new Map(sighting.told.escalations.map((rule) => [rule.id, rule]));
    for (const [id, rule] of told) {
      const held = this.#records.get(id);
      if (held !== undefined) held.last = rule;
      else
        this.#records.set(id, {
          last: rule,
          fired: null,
          track: new IntervalTrack(this.#shiftFrom),
          untold: 0,
        });
    }
    for (const [id, record] of this.#records) note(record, told.get(id), sighting);
  }

  end(to: number): void {
    for (const { track } of this.#records.values()) track.end(to);
  }

  /** The most urgent first. */
  fired(): Fired[] {
    return [...this.#records.values()].flatMap(firedOf).sort((a, b) => rank(a) - rank(b));
  }

  /** A rule that cannot be told did not fire, and was not inactive either: the next one must know. */
  untold(): Untold[] {
    return [...this.#records.values()].flatMap(({ last: { id, title }, untold }) =>
      untold === 0 ? [] : [{ id, title, seconds: untold / 1000 }],
    );
  }

  leftOut(): string[] {
    return [...this.#records.values()].flatMap(({ last, track }) =>
      track.newest.leftOut(`times of “${last.title}”, which its sum holds`),
    );
  }
}

function note(record: Record, rule: Rule | undefined, sighting: Sighting): void {
  const firing = rule?.state === 'firing';
  if (firing) record.fired = rule;
  record.track.see(sighting, firing ? firesAt(rule) : undefined);
  if (rule?.state === 'cannot-tell') record.untold += sighting.to - sighting.from;
}

function firesAt(rule: Rule): number | null {
  return rule.firesAt === null ? null : Date.parse(rule.firesAt);
}

function firedOf({ fired, track }: Record): Fired[] {
  if (fired === null) return [];
  const { id, priority, title, params, agent, runbook } = fired;
  const { because } = params;
  const sums = {
    times: track.newest.count,
    seconds: track.lasted / 1000,
    unwatchedSeconds: track.unwatched / 1000,
  };
  return [{ id, priority, title, because, agent, runbook, ...sums, intervals: track.newest.kept }];
}

const rank = ({ priority }: Fired) => PRIORITIES.indexOf(priority);
