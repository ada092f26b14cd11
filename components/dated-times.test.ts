/** A time of day alone is that of now, or stands beside its day: every other instant is shown with its date where it is another day's. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** `clockTime(…)` and what it shows. */
const TIME_ALONE = /\bclockTime\(([^)]*)\)/g;
/** The day that this one draws is its title. */
const OF_ONE_DAY = 'history/ui/past-bar.tsx';

const root = import.meta.dirname;
const shown = ['.', '../features']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => /\.tsx$/.test(name) && !name.endsWith(OF_ONE_DAY))
  .flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(TIME_ALONE)].map((m) => [name, m[1]]),
  );

test('screens write a time of day alone only of the present', () => {
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter(([, instant]) => instant !== 'now')).toEqual([]);
});
