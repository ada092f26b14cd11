/** The objects of Cloud Run as they were last published: only what changed is published again. */

import type { CloudRunValue, Fact } from '#lib/facts/fact.ts';
import type { KindResult } from './search.ts';

const SOURCE = 'cloud-run';

export class KnownObjects {
  readonly #known = new Map<string, { value: CloudRunValue; json: string }>();

  /** What changed in a region. Only a list that was read to its end shows that an object is gone. */
  seen(project: string, region: string, results: readonly KindResult[], at: number): Fact[] {
    return results.flatMap(({ kind, values, problem }) => {
      const listed = new Set(values.map(subjectOf));
      const gone = [...this.#known].filter(
        ([subject, { value }]) =>
          problem === null &&
          value.kind === kind &&
          value.project === project &&
          value.region === region &&
          !listed.has(subject),
      );
      return [...values.flatMap((value) => this.#changed(value, at)), ...this.#forget(gone, at)];
    });
  }

  /** Projects that are searched no longer show nothing. */
  leave(projects: readonly string[], at: number): Fact[] {
    return this.#forget(
      [...this.#known].filter(([, { value }]) => !projects.includes(value.project)),
      at,
    );
  }

  count(project: string): number {
    return [...this.#known.values()].filter(({ value }) => value.project === project).length;
  }

  #changed(value: CloudRunValue, at: number): Fact[] {
    const subject = subjectOf(value);
    const json = JSON.stringify(value);
    if (this.#known.get(subject)?.json === json) return [];
    this.#known.set(subject, { value, json });
    return [factOf(subject, value, at)];
  }

  #forget(gone: readonly [string, unknown][], at: number): Fact[] {
    return gone.map(([subject]) => {
      this.#known.delete(subject);
      return factOf(subject, null, at);
    });
  }
}

function subjectOf({ project, region, kind, name }: CloudRunValue): string {
  return `CloudRun/${project}/${region}/${kind}/${name}`;
}

function factOf(subject: string, value: CloudRunValue | null, observedAt: number): Fact {
  return { subject, kind: 'cloud-run', value, observedAt, source: SOURCE };
}
