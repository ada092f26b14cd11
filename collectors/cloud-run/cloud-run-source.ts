/**
 * Searches Cloud Run by its Admin API: every service, job, worker pool and instance of the plan's projects, again and
 * again. It evaluates nothing.
 */

import type { Logger } from 'pino';
import type { CloudSearch, Fact } from '#lib/facts/fact.ts';
import { say as message } from '#lib/messages/say.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Clock } from '#platform/clock.ts';
import type { HttpClient } from '../http/client.ts';
import { type MapContext, mapContextOf } from '../kubernetes/mappers/map-context.ts';
import { startSchedule } from '../probes/schedule.ts';
import { type AdminApi, adminApi } from './ask.ts';
import type { GoogleTokens } from './google-token.ts';
import { KnownObjects } from './known-objects.ts';
import { type ProjectSearch, searchProject, unsearched } from './project.ts';
import { ProjectStatus } from './project-status.ts';
import { type ProjectTarget, type Targets, targetsOf } from './targets.ts';

/** The pause of few regions. */
const SEARCH_EVERY_MS = 5_000;
/** Each region beyond ten makes it longer: at most eight lists a second, and often enough for a limit of 60 s. */
const REGIONS_AT_ONCE = 10;
const LONGEST = 4;

export interface CloudRunOptions {
  plan: Plan;
  env: Readonly<Record<string, string | undefined>>;
  tokens: GoogleTokens | null;
  /** True if the operator says that Cloud Run is not searched. */
  excluded: boolean;
  clock: Clock;
  say: (facts: Fact[]) => void;
  log: Logger;
  /** In ms; for tests. */
  searchEveryMs?: number;
  /** For tests. */
  http?: HttpClient;
}

export interface CloudRunSource {
  setPlan(plan: Plan): void;
  /** Ends all requests and timers; no facts are published afterwards. */
  stop(): void;
}

export function startCloudRun(options: CloudRunOptions): CloudRunSource {
  const known = new KnownObjects();
  let running = new CloudRunSearch(options, options.plan, known, null);
  running.start();
  return {
    setPlan(plan) {
      running.end();
      const before = running;
      running = new CloudRunSearch(options, plan, known, before);
      before.leaveFor(running);
      running.start();
    },
    stop: () => running.end(),
  };
}

/** The parts of a plan that decide what is kept of an object (`mapContextOf`). */
function readingOf({ safety, agents }: Plan): string {
  const { executors, haltSwitches, gates } = safety;
  return JSON.stringify([executors, haltSwitches, gates, agents.filter(({ kind }) => kind === 'execution')]);
}

/** The search by one plan. */
class CloudRunSearch {
  readonly #options: CloudRunOptions;
  readonly #known: KnownObjects;
  readonly #reading: string;
  readonly #targets: Targets;
  readonly #map: MapContext;
  readonly #api: AdminApi;
  readonly #stopped = new AbortController();
  readonly #searches = new Map<string, ProjectSearch>();
  readonly #statuses = new Map<string, ProjectStatus>();
  #endSchedule: () => void = () => undefined;
  #dueAt = Number.NEGATIVE_INFINITY;

  /** `before`: the search by the last plan. What it read counts on if this one reads alike. */
  constructor(options: CloudRunOptions, plan: Plan, known: KnownObjects, before: CloudRunSearch | null) {
    this.#options = options;
    this.#known = known;
    this.#reading = readingOf(plan);
    this.#targets = options.excluded ? { projects: [], problems: [] } : targetsOf(plan, options.env);
    this.#map = mapContextOf(plan);
    this.#api = adminApi({ ...options, signal: this.#stopped.signal });
    for (const target of this.#targets.projects) {
      const kept = before === null || before.#reading !== this.#reading ? null : before.#keptOf(target);
      const fresh = { ...unsearched(target), cause: this.#api.problem };
      this.#searches.set(target.id, kept?.search ?? fresh);
      this.#statuses.set(target.id, kept?.status ?? new ProjectStatus(target.id, options.clock));
    }
  }

  /** Its last result, if it searched for the very same. */
  #keptOf(target: ProjectTarget): { search: ProjectSearch; status: ProjectStatus } | null {
    const own = this.#targets.projects.find(({ id }) => id === target.id);
    const [search, status] = [this.#searches.get(target.id), this.#statuses.get(target.id)];
    const alike = JSON.stringify(own) === JSON.stringify(target);
    return alike && search !== undefined && status !== undefined ? { search, status } : null;
  }

  /** One round at once, and then one after another. */
  start(): void {
    const { clock, searchEveryMs = SEARCH_EVERY_MS } = this.#options;
    this.#publish([this.#found(), ...this.#status()]);
    if (this.#targets.projects.length === 0 || this.#api.problem !== null) return;
    this.#endSchedule = startSchedule(clock, searchEveryMs, 0, () => this.#round()).stop;
  }

  end(): void {
    this.#stopped.abort();
    this.#endSchedule();
    this.#api.end();
  }

  /** Ends what the next search does not go on with. */
  leaveFor(next: CloudRunSearch): void {
    const { say, clock } = this.#options;
    const kept = [...next.#searches.keys()];
    const dropped = [...this.#statuses].filter(([id]) => !kept.includes(id));
    say([...dropped.map(([, status]) => status.gone()), ...this.#known.leave(kept, clock.now())]);
  }

  /** Never rejects. */
  async #round(): Promise<void> {
    const { clock, searchEveryMs = SEARCH_EVERY_MS } = this.#options;
    if (clock.monotonic() < this.#dueAt || this.#api.rests()) return;
    const regions = [...this.#searches.values()].reduce((sum, search) => sum + search.regions.length, 0);
    const longer = Math.min(LONGEST, Math.floor(regions / REGIONS_AT_ONCE));
    // A little before the schedule's own point, which would be missed by a hair else.
    this.#dueAt = clock.monotonic() + (longer + 0.5) * searchEveryMs;
    for (const target of this.#targets.projects) {
      const before = this.#searches.get(target.id) ?? unsearched(target);
      const search = await searchProject(this.#api.ask, target, before, {
        clock: this.#options.clock,
        map: this.#map,
        heard: ({ project, region }, results, at) => {
          // An ended search shows nothing: its answers were cut off.
          if (!this.#stopped.signal.aborted) this.#publish(this.#known.seen(project, region, results, at));
        },
      });
      if (this.#stopped.signal.aborted) return;
      this.#searches.set(target.id, search);
    }
    this.#publish([this.#found(), ...this.#status()]);
  }

  #status(): Fact[] {
    return [...this.#statuses].flatMap(([id, status]) => {
      const search = this.#searches.get(id);
      return search === undefined ? [] : [status.after(search, this.#known.count(id))];
    });
  }

  #found(): Fact {
    const { problems } = this.#targets;
    const state = this.#options.excluded ? 'excluded' : this.#searches.size === 0 ? 'unset' : 'searching';
    const stray = problems.map(({ variable, why }) => ({ id: variable, cause: why, regions: [] }));
    const value: CloudSearch = {
      state,
      cause: state === 'unset' ? (problems[0]?.why ?? message('cause-no-project')) : null,
      projects: state === 'searching' ? [...this.#searches.values(), ...stray] : [],
    };
    const observedAt = this.#options.clock.now();
    return { subject: 'cloud-run', kind: 'cloud-search', value, observedAt, source: 'cloud-run' };
  }

  #publish(facts: Fact[]): void {
    try {
      this.#options.say(facts);
    } catch (error) {
      this.#options.log.error({ err: error }, 'a listener failed to take facts');
    }
  }
}
