/** Labels of SLO states, and formats of its numbers. Only what is met for good reads as good. */

import type { SloClock, SloPaging, SloVerdict, Verdict } from '#lib/vocabulary.ts';
import type { AgentSlo, SloBounds, SloBurn, SloMinutes } from '../document.ts';

interface Look {
  verdict: Verdict;
  word: string;
}

const STANDS: Readonly<Record<SloVerdict, Look>> = {
  missed: { verdict: 'bad', word: 'Missed' },
  unknown: { verdict: 'unknown', word: 'Unknown' },
  open: { verdict: 'unknown', word: 'Open' },
  met: { verdict: 'good', word: 'Met' },
  'not-applicable': { verdict: 'not-applicable', word: 'Not applicable' },
};

/** That nothing burns is no proof of anything: it has no colour. */
const PAGES: Readonly<Record<SloPaging, Look>> = {
  fast: { verdict: 'bad', word: 'Burning fast' },
  slow: { verdict: 'attention', word: 'Burning slowly' },
  'cannot-tell': { verdict: 'unknown', word: 'Cannot tell' },
  no: { verdict: 'not-applicable', word: 'Not burning now' },
};

const CLOCKS: Readonly<Record<SloClock, string>> = {
  'market-hours': 'market hours',
  monthly: 'the whole month',
  'business-hours': 'business hours',
  'while-enabled': 'while enabled',
  none: 'no clock',
};

/** A document that is no longer valid says nothing about the present. */
function inTime({ verdict, word }: Look, past: boolean): Look {
  return past ? { verdict: 'unknown', word: `was: ${word}` } : { verdict, word };
}

export function standingLook(verdict: SloVerdict, past: boolean): Look {
  return inTime(STANDS[verdict], past);
}

export function pagingLook(paging: SloPaging, past: boolean): Look {
  return inTime(PAGES[paging], past);
}

/** The objective as the plan words it, and the clock that it is counted by. */
export function objectiveText({ text, clock }: Pick<AgentSlo, 'text' | 'clock'>): string {
  return clock === 'none' ? text : `${text}; clock: ${CLOCKS[clock]}`;
}

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

function numberText(n: number): string {
  return NUMBER.format(n).replace('-', '−');
}

/** `7.62`, or `−1 to 50` where the two readings differ: the worse first. */
function spreadText(a: number, b: number): string {
  const [low, high] = [numberText(Math.min(a, b)), numberText(Math.max(a, b))];
  return low === high ? low : `${low} to ${high}`;
}

/** `5.62 to 7.62 min left`. */
export function leftText({ atBest, atWorst }: SloBounds): string {
  return `${spreadText(atWorst, atBest)} min left`;
}

/** `of 7.62 min that may be bad`. */
export function totalText({ atBest, atWorst }: SloBounds): string {
  return `of ${spreadText(atWorst, atBest)} min that may be bad`;
}

/** `1 h at 0 to 16.67×, pages from 2.54×`. */
export function burnText({ longMinutes, rate, factor }: SloBurn): string {
  const window = `${numberText(longMinutes / 60)} h`;
  if (rate === null) return `${window}: no budget to burn`;
  return `${window} at ${spreadText(rate.atBest, rate.atWorst)}×, pages from ${numberText(factor)}×`;
}

/** The minutes as a line, what is bad first. */
export function minutesText({ good, bad, unobserved, toCome, notAsked }: SloMinutes): string {
  const parts: [number, string][] = [
    [bad, 'bad'],
    [unobserved, 'unobserved'],
    [good, 'good'],
    [toCome, 'to come'],
  ];
  if (notAsked > 0) parts.push([notAsked, 'not counted']);
  return parts.map(([count, word]) => `${numberText(count)} ${word}`).join(' · ');
}
