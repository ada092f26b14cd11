/** Records both trees part by part, compares, and tells what differs. */
import { type Comparison, compare, type Difference, lineOf } from './compare.ts';
import type { Side } from './layouts.ts';
import {
  type Cases,
  emptyRecord,
  IN_REAL_TIME,
  type Part,
  type PartRecord,
  readRecord,
  type TreeRecord,
  writeRecord,
} from './record.ts';
import type { Recorders } from './recorders.ts';
import { PRESENT, presentCommit, type ReferenceTree } from './trees.ts';

const EXIT_SAME = 0;
const EXIT_DIFFERENT = 1;
export const EXIT_NOT_RECORDED = 2;

/** Where sources may race, what differs is recorded again on both sides before it is told. */
const MORE_TRIES = 2;
/** Of simulated worlds that differ so many are told in full. */
const MOST_IN_FULL = 5;
/** Of differences in one part, and of what is not reproducible in one case. */
const MOST_TOLD = 200;
const MOST_UNSTEADY = 3;

/** What the command line asks for. */
export interface Asked {
  parts: readonly Part[];
  worlds: number;
  /** How often the reference is recorded where it plays in real time. */
  referenceRuns: number;
  /** The record of the reference is kept here. */
  reference?: string;
  /** The record of the present tree goes here. */
  out?: string;
}

export class Comparing {
  readonly #asked: Asked;
  readonly #tree: ReferenceTree;
  readonly #recorders: Recorders;
  readonly #then: TreeRecord;
  readonly #now: TreeRecord = emptyRecord(presentCommit());

  /** @throws where the file of the reference is the record of something else. */
  constructor(asked: Asked, tree: ReferenceTree, recorders: Recorders) {
    this.#recorders = recorders;
    this.#asked = asked;
    this.#tree = tree;
    const { reference } = asked;
    this.#then = reference === undefined ? emptyRecord(tree.commit) : readRecord(reference, tree.commit);
  }

  /** The exit code: one part that could not be recorded leaves the whole unproven. */
  async all(): Promise<number> {
    const codes: number[] = [];
    for (const part of this.#asked.parts) codes.push(await this.#part(part));
    return Math.max(...codes);
  }

  async #part(part: Part): Promise<number> {
    const started = performance.now();
    try {
      const comparison = await this.#compared(part);
      this.#keep();
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`${part}: ${summary(comparison)} (${seconds} s)`);
      return comparison.differences.length === 0 ? EXIT_SAME : EXIT_DIFFERENT;
    } catch (error) {
      console.error(`${part}: ${error instanceof Error ? error.message : String(error)}`);
      return EXIT_NOT_RECORDED;
    }
  }

  async #compared(part: Part): Promise<Comparison> {
    const then = await this.#reference(part);
    const now: PartRecord = { settings: this.#settings(part), runs: [await this.#record(part, 'present')] };
    this.#now.parts[part] = now;
    const comparison = await this.#withMoreTries(part, then, now);
    tellUnsteady(part, comparison.unsteady);
    tell(part, part === 'worlds' ? await this.#inFull(comparison.differences) : comparison.differences);
    return comparison;
  }

  /** What is kept, where it was recorded with these settings. */
  async #reference(part: Part): Promise<PartRecord> {
    const settings = this.#settings(part);
    const kept = this.#then.parts[part];
    const made: PartRecord = kept?.settings === settings ? kept : { settings, runs: [] };
    const wanted = IN_REAL_TIME.includes(part) ? this.#asked.referenceRuns : 1;
    for (let runs = wholeRuns(made); runs < wanted; runs += 1) {
      made.runs.push(await this.#record(part, 'reference'));
      this.#then.parts[part] = made;
      this.#keep();
    }
    return made;
  }

  /** Cases that differ are recorded again in both trees: what differs in every try differs. */
  async #withMoreTries(part: Part, then: PartRecord, now: PartRecord): Promise<Comparison> {
    let comparison = compare(then.runs, now.runs);
    for (let tries = 0; tries < MORE_TRIES && IN_REAL_TIME.includes(part); tries += 1) {
      const names = [...new Set(comparison.differences.map((d) => d.case))];
      if (names.length === 0) break;
      console.log(`${part}: tried again on both sides: ${names.join(', ')}`);
      now.runs.push(await this.#record(part, 'present', names));
      then.runs.push(await this.#record(part, 'reference', names));
      comparison = compare(then.runs, now.runs);
    }
    return comparison;
  }

  #settings(part: Part): string {
    return part === 'worlds' ? `${this.#asked.worlds} worlds` : '';
  }

  #record(part: Part, side: Side, only: readonly string[] | null = null): Promise<Cases> {
    const root =
      side === 'present' ? PRESENT : this.#tree.root({ builds: this.#asked.parts.includes('faults') });
    const { worlds } = this.#asked;
    return this.#recorders.record({ part, side, root, worlds, only: only === null ? null : [...only] });
  }

  /** Written after each part: one that fails takes nothing from those before it. */
  #keep(): void {
    const { reference, out } = this.#asked;
    if (reference !== undefined) writeRecord(reference, this.#then);
    if (out !== undefined) writeRecord(out, this.#now);
  }

  /** A digest tells nothing to people: the first worlds that differ are lived through again in both trees. */
  async #inFull(differences: readonly Difference[]): Promise<readonly Difference[]> {
    const names = differences.map((d) => d.case);
    if (names.length === 0) return [];
    const told = names.slice(0, MOST_IN_FULL);
    const then = await this.#record('worlds', 'reference', told);
    const now = await this.#record('worlds', 'present', told);
    if (names.length > told.length)
      console.log(`worlds: ${names.length} differ, of which ${told.length} are told: ${names.join(', ')}`);
    return compare([then], [now]).differences;
  }
}

/** Those of every case: what was tried again is a run of a few. */
function wholeRuns({ runs }: PartRecord): number {
  const sizes = runs.map((run) => Object.keys(run).length);
  return sizes.filter((size) => size === sizes[0]).length;
}

function tell(part: Part, differences: readonly Difference[]): void {
  for (const difference of differences.slice(0, MOST_TOLD)) console.log(lineOf(part, difference));
  const untold = differences.length - MOST_TOLD;
  if (untold > 0) console.log(`${part}: and ${untold} more`);
}

/** Where one look came too early or too late all subjects of a case are unsteady: the first ones say enough. */
function tellUnsteady(part: Part, unsteady: readonly Difference[]): void {
  for (const [name, those] of Map.groupBy(unsteady, (d) => d.case)) {
    for (const one of those.slice(0, MOST_UNSTEADY)) console.log(`not reproducible: ${lineOf(part, one)}`);
    const untold = those.length - MOST_UNSTEADY;
    if (untold > 0) console.log(`not reproducible: ${part}, ${name}: and ${untold} more`);
  }
}

function summary({ cases, same, differences, unsteady }: Comparison): string {
  const odd = unsteady.length === 0 ? '' : `, ${unsteady.length} not reproducible`;
  return `${cases} cases, ${same} subjects the same, ${differences.length} different${odd}`;
}
