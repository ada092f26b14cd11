import type { KindName, Kinds } from '../../world/kinds.ts';

/** One column of `kubectl get`: priority 0 is always shown, 1 with `-o wide`. */
export interface Column<O> {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly priority: number;
  readonly cell: (object: O, now: number) => string | number;
}

/** The columns of each kind. */
export type Columns = { readonly [K in KindName]: readonly Column<Kinds[K]>[] };

export function column<O>(
  name: string,
  cell: Column<O>['cell'],
  priority = 0,
  type: Column<O>['type'] = 'string',
): Column<O> {
  return { name, type, priority, cell };
}

/** The first column of every kind. */
export const NAME: Column<{ metadata: { name: string } }> = column('Name', (object) => object.metadata.name);

/** The column that says how old an object is. */
export const AGE: Column<{ metadata: { creationTimestamp: string } }> = column('Age', (object, now) =>
  ageOf(object.metadata.creationTimestamp, now),
);

/** Time since an instant as kubectl writes it: `5s`, `4m3s`, `26h`, `3d`; `<unknown>` when there is none. */
export function ageOf(timestamp: string | null | undefined, now: number): string {
  const ms = now - Date.parse(timestamp ?? '');
  return Number.isNaN(ms) ? '<unknown>' : durationOf(ms);
}

/** A length of time as kubectl writes it. */
export function durationOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return `${minutes}m${seconds % 60 === 0 ? '' : `${seconds % 60}s`}`;
  if (minutes < 180) return `${minutes}m`;
  if (hours < 8) return `${hours}h${minutes % 60 === 0 ? '' : `${minutes % 60}m`}`;
  if (hours < 48) return `${hours}h`;
  if (days < 8) return `${days}d${hours % 24 === 0 ? '' : `${hours % 24}h`}`;
  return `${days}d`;
}

/** A label selector on one line. */
export function selectorText(labels: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '<none>' : pairs.join(',');
}

/** The containers and images of a pod template, for the wide columns. */
export function containersOf(spec: { containers: { name: string; image?: string | undefined }[] }): {
  names: string;
  images: string;
} {
  return {
    names: spec.containers.map((container) => container.name).join(','),
    images: spec.containers.map((container) => container.image ?? '').join(','),
  };
}
