/** Holds two records of the same cases against each other. */
import type { Cases } from './record.ts';

/** One subject of one case of which other words are said now; none: of this subject, or in this case, nothing is said. */
export interface Difference {
  case: string;
  subject: string;
  was: readonly string[];
  is: readonly string[];
}

export interface Comparison {
  /** Subjects of which the same was said. */
  same: number;
  cases: number;
  differences: readonly Difference[];
  /** Of these not even one tree says the same in each run; what the two sides said has something in common. */
  unsteady: readonly Difference[];
}

/**
 * Each side has one run or more. A subject differs where no run of one side said what a run of the other did.
 * @throws where one side has no case, or a case without a subject: a comparison of nothing proves nothing.
 */
export function compare(then: readonly Cases[], now: readonly Cases[]): Comparison {
  const [before, after] = [gathered(then), gathered(now)];
  refuseNothing('the reference', before);
  refuseNothing('the present tree', after);
  const names = union(before, after);
  const all = names.flatMap((name) => {
    const [old, fresh] = [before.get(name) ?? NO_SUBJECTS, after.get(name) ?? NO_SUBJECTS];
    return union(old, fresh).map((subject): Difference => {
      return { case: name, subject, was: wordsSaid(old, subject), is: wordsSaid(fresh, subject) };
    });
  });
  const [differences, agreeing] = parted(all, (d) => !d.was.some((words) => d.is.includes(words)));
  const [unsteady, same] = parted(agreeing, (d) => d.was.length > 1 || d.is.length > 1);
  return { same: same.length, cases: names.length, differences, unsteady };
}

type Subjects = ReadonlyMap<string, readonly string[]>;
/** By case, by subject: the different words said in the runs. */
type Gathered = ReadonlyMap<string, Subjects>;
const NO_SUBJECTS: Subjects = new Map();

/** What is said of a subject in one run and not in another is unsteady too. */
const NOTHING = '(nothing)';

function gathered(runs: readonly Cases[]): Gathered {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  return new Map(
    names.map((name) => {
      const tries = runs.map((run) => run[name]).filter((words) => words !== undefined);
      const subjects = [...new Set(tries.flatMap((words) => Object.keys(words)))];
      return [name, new Map(subjects.map((s) => [s, [...new Set(tries.map((t) => t[s] ?? NOTHING))]]))];
    }),
  );
}

function wordsSaid(subjects: Subjects, subject: string): readonly string[] {
  return subjects.get(subject) ?? [NOTHING];
}

function refuseNothing(side: string, cases: Gathered): void {
  if (cases.size === 0) throw new Error(`no case was recorded of ${side}: that proves nothing`);
  const empty = [...cases].find(([, subjects]) => subjects.size === 0);
  if (empty !== undefined) throw new Error(`nothing was recorded of ${side} in ${empty[0]}`);
}

function union(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])];
}

function parted<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}

/** `samples, calm, agent feed: good → bad`. */
export function lineOf(part: string, { case: name, subject, was, is }: Difference): string {
  return `${part}, ${name}, ${subject}: ${was.join(' or ')} → ${is.join(' or ')}`;
}
