/**
 * Tries one fault: causes it in a calm mesh, measures until it is reported, checks that nothing looks good, and heals
 * it.
 */

import { boundMs, type Interval, type Pace } from './pace.ts';
import type { RegisteredFault } from './registry.ts';
import { look, pageOf, type Seen, verdictsOf } from './seen.ts';
import type { Stage } from './stage.ts';

export const HEAL_BOUND_MS = 10_000;
/** Extra waiting time beyond its bound, to measure the lateness. */
const PATIENCE_MS = 15_000;
const CALM_MS = 45_000;
const LOOK_EVERY_MS = 100;
const WATCH_EVERY_MS = 150;
/** Of verdicts that are not as they should be, in one message. */
const MOST_TOLD = 5;
/** Of what an error says, in characters: a program that does not start says all that it ever printed. */
const LONGEST_PROBLEM = 600;
const OPACITY_OF_FROZEN = 0.5;

/** One row of the table. Times in milliseconds; null: not within any patience. */
export interface Row {
  id: string;
  title: string;
  group: string;
  interval: Interval;
  boundMs: number;
  toldMs: number | null;
  healMs: number | null;
  /** Subjects that looked good but must not, once it was or had to be reported; each once. */
  lookedGood: readonly string[];
  /** Missing reports, unhealed subjects and errors; empty if all is right. */
  problems: readonly string[];
  /** Why all of these problems are known; null if one of them is not. */
  known: string | null;
}

export async function runFault(fault: RegisteredFault, stage: Stage): Promise<Row> {
  const run = new Run(fault, stage);
  try {
    await stage.open();
    await run.all();
  } catch (error) {
    run.problems.push((error instanceof Error ? error.message : String(error)).slice(0, LONGEST_PROBLEM));
    await run.giveUp();
  }
  return run.row();
}

class Run {
  readonly #fault: RegisteredFault;
  readonly #stage: Stage;
  readonly #pace: Pace;
  readonly #boundMs: number;
  readonly #lookedGood = new Set<string>();
  #toldMs: number | null = null;
  #healMs: number | null = null;
  #ended = false;
  readonly problems: string[] = [];

  constructor(fault: RegisteredFault, stage: Stage) {
    this.#fault = fault;
    this.#stage = stage;
    this.#pace = stage.pace;
    this.#boundMs = boundMs(stage.pace, fault.interval);
  }

  row(): Row {
    const { id, title, group, interval, known } = this.#fault;
    const lookedGood = [...this.#lookedGood];
    const problems = [...this.problems, ...lookedGood.map((what) => `looked good meanwhile: ${what}`)];
    const isKnown = known?.pace === this.#pace.name && problems.every((text) => known.problems.test(text));
    return {
      id,
      title,
      group,
      interval,
      boundMs: this.#boundMs,
      toldMs: this.#toldMs,
      healMs: this.#healMs,
      lookedGood,
      problems,
      known: isKnown ? known.why : null,
    };
  }

  async all(): Promise<void> {
    const { relay } = this.#stage;
    if (this.#fault.relayed) relay.lead('through');
    await this.#fault.prepare?.(this.#stage);
    if (this.#fault.tab) await this.#stage.tab();
    const before = await this.#calm();
    const begun = performance.now();
    const since = await this.#fault.cause(this.#stage);
    await this.#waitTold(typeof since === 'number' ? since : begun);
    await this.#watch(performance.now() + (this.#fault.holdMs ?? this.#pace.holdMs));
    await this.#heal(before);
    await this.#fault.restore?.(this.#stage);
    relay.meddling = {};
    if (this.#fault.relayed) relay.lead('past');
    await this.#stage.closeTab();
  }

  /** Ends what may go on by itself; its stage is not used again. */
  async giveUp(): Promise<void> {
    if (this.#ended) return;
    await Promise.resolve()
      .then(() => this.#fault.end(this.#stage))
      .catch(() => undefined);
  }

  /** All is calm, and the fault's report is not there already; otherwise it would prove nothing. */
  async #calm(): Promise<Map<string, string>> {
    const started = performance.now();
    let seen = await look(this.#stage);
    while (!isCalm(seen)) {
      if (performance.now() - started > CALM_MS)
        throw new Error(`never calm before it began: ${upset(verdictsOf(seen))}`);
      await pause(LOOK_EVERY_MS);
      seen = await look(this.#stage);
    }
    if (this.#fault.expect.missing(seen) === null && this.#fault.expect.looksGood(seen).length === 0)
      throw new Error('what it must say is said before it begins');
    return verdictsOf(seen);
  }

  #look(): Promise<Seen> {
    return look(this.#stage, this.#fault.tabDeaf);
  }

  async #waitTold(from: number): Promise<void> {
    const { missing, looksGood, missingOnPage } = this.#fault.expect;
    for (;;) {
      const seen = await this.#look();
      const at = performance.now() - from;
      const still = missing(seen) ?? looksGood(seen)[0] ?? null;
      const page = still === null ? await pageOf(this.#stage) : null;
      const absent = still ?? (page === null ? null : missingOnPage(page));
      if (absent === null) {
        this.#toldMs = at;
        if (at > this.#boundMs)
          this.problems.push(`told after ${seconds(at)}, bound ${seconds(this.#boundMs)}`);
        return;
      }
      if (at > this.#boundMs) for (const what of looksGood(seen)) this.#lookedGood.add(what);
      if (at > this.#boundMs + PATIENCE_MS) {
        this.problems.push(`not told: ${absent}`);
        return;
      }
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Looks without a break, and at the rendered pane at the beginning and the end. */
  async #watch(until: number): Promise<void> {
    while (performance.now() < until) {
      for (const what of this.#fault.expect.looksGood(await this.#look())) this.#lookedGood.add(what);
      await pause(WATCH_EVERY_MS);
    }
    const page = await pageOf(this.#stage);
    const absent = page === null ? null : this.#fault.expect.missingOnPage(page);
    if (absent !== null && this.#toldMs !== null) this.#lookedGood.add(`page: ${absent}`);
  }

  async #heal(before: ReadonlyMap<string, string>): Promise<void> {
    const from = performance.now();
    this.#ended = true;
    await this.#fault.end(this.#stage);
    let last: readonly string[] = [];
    for (;;) {
      const seen = await look(this.#stage);
      const differs = this.#differs(before, seen);
      const at = performance.now() - from;
      if (differs.length === 0) {
        this.#healMs = at;
        if (at > HEAL_BOUND_MS)
          this.problems.push(
            `healed after ${seconds(at)}, bound ${seconds(HEAL_BOUND_MS)}; last: ${last.slice(0, MOST_TOLD).join(', ')}`,
          );
        return;
      }
      last = differs;
      if (at > HEAL_BOUND_MS + 2 * PATIENCE_MS) {
        this.problems.push(`not healed: ${differs.slice(0, MOST_TOLD).join(', ')}`);
        return;
      }
      await pause(LOOK_EVERY_MS);
    }
  }

  #differs(before: ReadonlyMap<string, string>, seen: Seen): string[] {
    const now = verdictsOf(seen);
    const left = this.#fault.leaves?.verdicts ?? [];
    const subjects = [...new Set([...before.keys(), ...now.keys()])].filter((s) => !left.includes(s));
    const differing = subjects
      .filter((subject) => before.get(subject) !== now.get(subject))
      .map((subject) => `${subject} was ${before.get(subject)}, is ${now.get(subject)}`);
    const { tab } = seen;
    if (tab !== null && tab.frozen > OPACITY_OF_FROZEN) differing.push('the tab is frozen');
    if (tab !== null && !tab.link.includes('live')) differing.push(`the tab says ${tab.link}`);
    return differing;
  }
}

/** Proven off, ready, and nothing bad; what the practice mesh leaves open in calm is the same in every run. */
function isCalm(seen: Seen): boolean {
  const verdicts = verdictsOf(seen);
  if (verdicts.get('execution') !== 'proven-off' || verdicts.get('ready') !== '200') return false;
  return upset(verdicts) === '';
}

/** Subjects that are neither good nor as in calm, for a message. */
function upset(verdicts: ReadonlyMap<string, string>): string {
  const fine = ['good', 'expected-off', 'not-applicable', 'attention', 'proven-off', '200'];
  return [...verdicts]
    .filter(([, verdict]) => !fine.includes(verdict))
    .filter(([subject]) => subject !== 'agent strategy-service')
    .map(([subject, verdict]) => `${subject} ${verdict}`)
    .slice(0, MOST_TOLD)
    .join(', ');
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
