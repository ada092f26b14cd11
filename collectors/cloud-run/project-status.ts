/** The search of one project as a source: available, or since when and why not. */

import type { Fact, SourceAvailability } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Clock } from '#platform/clock.ts';
import type { ProjectSearch } from './project.ts';

export class ProjectStatus {
  readonly #project: string;
  readonly #clock: Clock;
  #blindSince: number | null = null;
  #failed = 0;

  constructor(project: string, clock: Clock) {
    this.#project = project;
    this.#clock = clock;
  }

  /** `count`: how many objects are known of it. */
  after(search: ProjectSearch, count: number): Fact {
    const cause = causeOf(search);
    const seen = search.regions.map(({ searchedAt }) => searchedAt);
    const all = seen.flatMap((at) => at ?? []);
    const lastSeenAt = all.length < seen.length || all.length === 0 ? null : Math.min(...all);
    const begun = cause !== null || all.length > 0;
    if (cause === null) this.#blindSince = null;
    else {
      this.#blindSince ??= this.#clock.now();
      this.#failed += 1;
    }
    return this.#fact({
      label: `Cloud Run ${this.#project}`,
      state: cause !== null ? 'blind' : begun ? 'seen' : 'starting',
      scope: 'cluster',
      cause,
      lastSeenAt,
      syncedAt: lastSeenAt,
      lastEventAt: null,
      unreadable: 0,
      blindSince: this.#blindSince,
      restarts: this.#failed,
      count,
    });
  }

  gone(): Fact {
    return this.#fact(null);
  }

  #fact(value: SourceAvailability | null): Fact {
    const observedAt = this.#clock.now();
    return {
      subject: `cloud-run/${this.#project}`,
      kind: 'source-status',
      value,
      observedAt,
      source: 'cloud-run',
    };
  }
}

const MOST_NAMED = 3;

/** Why not all of a project was searched: of its regions the first few, and how many more. */
function causeOf({ cause, regions }: ProjectSearch): Message | null {
  const failing = regions.flatMap(({ name, cause: why }) =>
    why === null ? [] : [say('cause-in', { namespace: name, cause: why })],
  );
  const causes = [...(cause === null ? [] : [cause]), ...failing];
  const [first, ...more] = causes;
  if (first === undefined) return null;
  if (more.length === 0) return first;
  const left = causes.length - MOST_NAMED;
  const told = causes.slice(0, MOST_NAMED);
  return say('cause-several', { causes: left > 0 ? [...told, say('cause-more', { count: left })] : told });
}
