import { type KindName, type Kinds, type KubeObject, parseObject } from '../world/kinds.ts';
import { ADD_ONS } from './columns/add-ons.ts';
import type { Columns } from './columns/column.ts';
import { CORE } from './columns/core.ts';
import { WORKLOADS } from './columns/workloads.ts';

const COLUMNS: Columns = { ...CORE, ...WORKLOADS, ...ADD_ONS };

/** True if a client asks for kubectl's table form. */
export function wantsTable(accept: string | undefined): boolean {
  return /as=Table/.test(accept ?? '') && /g=meta\.k8s\.io/.test(accept ?? '');
}

/** Objects as a `Table`. `include` is the query's includeObject: None, Metadata (default) or Object. */
export function tableOf(
  kind: KindName,
  objects: readonly KubeObject[],
  metadata: object,
  include: string,
  now: number,
): unknown {
  const rows = objects.map((object) => ({
    cells: cellsOf(kind, object, now),
    object: included(object, include),
  }));
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: definitions(kind),
    rows,
  };
}

function definitions(kind: KindName) {
  return COLUMNS[kind].map(({ name, type, priority }, index) => ({
    name,
    type,
    format: index === 0 && name === 'Name' ? 'name' : '',
    description: name,
    priority,
  }));
}

function cellsOf<K extends KindName>(kind: K, object: KubeObject, now: number): (string | number)[] {
  const typed: Kinds[K] = parseObject(kind, object);
  return COLUMNS[kind].map((column) => column.cell(typed, now));
}

function included(object: KubeObject, include: string): unknown {
  if (include === 'None') return null;
  if (include === 'Object') return object;
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
}
