/** What of the plan's escalation fired in a shift, and for how long rules could not be evaluated. */

import { PRIORITIES } from '#lib/vocabulary.ts';
import type { Fired, Untold } from '../document.ts';
import { IntervalTrack } from './interval-track.ts';
import type { Published } from './published.ts';
import type { Observation } from './shift.ts';

type Rule = Published['escalations'][number];

/** A rule that some posture of the shift has. `fired`: as published when it last fired. */
interface Record {
  last: Rule;
  fired: Rule | null;
  track: IntervalTrack;
  /** For how long it could not be evaluated, milliseconds. */
  unknownMs: number;
}

export class RuleRecorder {
  readonly #shiftFrom: number;
  readonly #records = new Map<string, Record>();

  constructor(shiftFrom: number) {
    this.#shiftFrom = shiftFrom;
  }

  observe(observation: Observation): void {
    const rules = new Map(observation.published.escalations.map((rule) => [rule.id, rule]));
    for (const [id, rule] of rules) {
      const held = this.#records.get(id);
      if (held !== undefined) held.last = rule;
      else
        this.#records.set(id, {
          last: rule,
          fired: null,
          track: new IntervalTrack(this.#shiftFrom),
          unknownMs: 0,
        });
    }
    for (const [id, record] of this.#records) note(record, rules.get(id), observation);
  }

  end(to: number): void {
    for (const { track } of this.#records.values()) track.end(to);
  }

  /** The most urgent first. */
  fired(): Fired[] {
    return [...this.#records.values()].flatMap(firedOf).sort((a, b) => rank(a) - rank(b));
  }

  /** A rule that could not be evaluated was neither firing nor inactive: the next person on call must know. */
  untold(): Untold[] {
    return [...this.#records.values()].flatMap(({ last: { id, title }, unknownMs }) =>
      unknownMs === 0 ? [] : [{ id, title, seconds: unknownMs / 1000 }],
    );
  }

  leftOut(): string[] {
    return [...this.#records.values()].flatMap(({ last, track }) =>
      track.newest.leftOut(`times of “${last.title}”, which its sum holds`),
    );
  }
}

function note(record: Record, rule: Rule | undefined, observation: Observation): void {
  const firing = rule?.state === 'firing';
  if (firing) record.fired = rule;
  record.track.observe(observation, firing ? firesAt(rule) : undefined);
  if (rule?.state === 'cannot-tell') record.unknownMs += observation.to - observation.from;
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
