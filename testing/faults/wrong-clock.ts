/** A tab whose wall clock can be set, as its reader's may be. */

import { all, never } from './expect.ts';
import type { Expectation } from './fault.ts';
import type { Stage } from './stage.ts';

/** `12.3 s`: all that proofs and sources are old in a mesh that is calm. */
const SECONDS_OLD = /^(?: · )?\d{1,2}\.\d s/;

/** Runs in the page before anything else: `Date` returns the machine's time plus the offset. */
export function ownClock(): void {
  const Machine = Date;
  const now = () => Machine.now() + Number(document.documentElement?.dataset.clockSkew ?? 0);
  globalThis.Date = new Proxy(Machine, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

export async function setClock(stage: Stage, skewMs: number): Promise<undefined> {
  const { page } = await stage.tab();
  await page.evaluate((ms) => {
    document.documentElement.dataset.clockSkew = String(ms);
  }, skewMs);
}

/** The clock is as wrong as it was made; the page is live, and no age has moved with it. */
export function trueAges(skewMs: number): Expectation {
  const moved = (ages: readonly string[]) => ages.find((age) => !SECONDS_OLD.test(age)) ?? null;
  return all(
    {
      missing({ tab }) {
        if (tab === null || Math.abs(tab.clockSkewMs - skewMs) > 5_000) return 'the clock is not wrong';
        if (tab.frozen > 0.01 || !tab.link.includes('live')) return `frozen ${tab.frozen}, ${tab.link}`;
        return tab.ages.length === 0 ? 'no ages' : moved(tab.ages);
      },
      looksGood: () => [],
      missingOnPage: () => null,
    },
    // A page that freezes because the machine is busy says nothing wrong; one whose ages move does.
    never(({ tab }) => {
      const age = tab === null || tab.frozen > 0.01 ? null : moved(tab.ages);
      return age === null ? [] : [`age ${age}`];
    }),
  );
}
