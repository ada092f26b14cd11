/** Series over time for `promtool test rules`: what scrapes of a console would have left in Prometheus. */

import type { Sample } from '#lib/contracts/prometheus-text.ts';

/** Seconds between scrapes, and between evaluations. */
export const STEP = 15;

/** Value of a series so many seconds after the start; null if no scrape has it. */
export type Course = (seconds: number) => number | null;

export interface Series {
  name: string;
  labels: Readonly<Record<string, string>>;
  course: Course;
}

/** Labels that Prometheus adds. */
const TARGET = { job: 'mission-control', instance: 'console:3000' };

/** A page that stays as it is. */
export function steady(page: readonly Sample[]): Series[] {
  return page.map(({ name, labels, value }) => ({
    name,
    labels: { ...labels, ...TARGET },
    course: () => value,
  }));
}

/** Result of the scrape at each step. */
export function recorded(pages: readonly (readonly Sample[])[]): Series[] {
  const series = new Map<string, Series & { values: Map<number, number> }>();
  for (const [step, page] of pages.entries())
    for (const { name, labels, value } of page) {
      const key = JSON.stringify([name, labels]);
      const values = series.get(key)?.values ?? new Map<number, number>();
      values.set(step * STEP, value);
      const course = (seconds: number) => values.get(seconds) ?? null;
      series.set(key, { name, labels: { ...labels, ...TARGET }, course, values });
    }
  return [...series.values()];
}

/** The same series with another course for those that `choose` gives one. */
export function withCourse(series: readonly Series[], choose: (one: Series) => Course | undefined): Series[] {
  return series.map((one) => ({ ...one, course: choose(one) ?? one.course }));
}

/** In promtool's notation; `stale` is what a failed scrape leaves. */
export function inputSeries(series: readonly Series[], seconds: number) {
  return series.map(({ name, labels, course }) => ({
    series: `${name}{${Object.entries(labels)
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
      .join(',')}}`,
    values: Array.from({ length: seconds / STEP + 1 }, (_, i) => course(i * STEP) ?? 'stale').join(' '),
  }));
}
