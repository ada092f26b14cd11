// What a run of the tests took: the slowest files, and the processors' time.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Of Linux, as /proc tells times of processes. */
const TICKS_PER_SECOND = 100;
/** Fields of /proc/self/stat after the name in brackets, which may hold anything: of children that have ended, and of theirs. */
const [CHILDREN_USER, CHILDREN_SYSTEM] = [13, 14];

/**
 * @typedef {{ file: string; seconds: number }} Slow
 * @typedef {{ testResults: readonly { name: string; startTime: number; endTime: number }[] }} UnitResults of vitest
 * @typedef {{ file: string; tests: readonly { results: readonly { duration: number }[] }[] }} Spec
 * @typedef {{ specs?: readonly Spec[]; suites?: readonly Suite[] }} Suite
 */

/**
 * @param {UnitResults} results
 * @param {string} root
 * @returns {Slow[]}
 */
export function unitFiles({ testResults }, root) {
  return testResults.map(({ name, startTime, endTime }) => ({
    file: relative(root, name),
    seconds: (endTime - startTime) / 1000,
  }));
}

/**
 * @param {Suite} results of Playwright
 * @param {string} folder
 * @returns {Slow[]} each file once, with all its tests
 */
export function e2eFiles(results, folder) {
  const took = new Map();
  for (const { file, tests } of specsOf(results))
    for (const { duration } of tests.flatMap((test) => test.results))
      took.set(file, (took.get(file) ?? 0) + duration / 1000);
  return [...took].map(([file, seconds]) => ({ file: `${folder}/${file}`, seconds }));
}

/** @param {Suite} suite @returns {Spec[]} */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** @param {readonly Slow[]} files @param {number} most */
export function slowest(files, most) {
  return [...files]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, most)
    .map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`);
}

/** Seconds that the processors spent on what this process started and has ended; null where the machine does not tell. */
export function cpuSeconds() {
  try {
    return childrenSeconds(readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} stat of a process in /proc */
export function childrenSeconds(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[CHILDREN_USER]) + Number(fields[CHILDREN_SYSTEM])) / TICKS_PER_SECOND;
}
