/** The kinds of the table of add-ons, as the safety poll reads them. */

import { kindName } from '#lib/facts/kind-name.ts';
import type { Kind } from '../kinds.ts';
import { mapAddOn, mapAddOnAutoscaler } from './map.ts';
import { ADD_ONS, type AddOnLine } from './table.ts';

export interface AddOnKind extends Kind {
  line: AddOnLine;
}

/** By the versions that the table knows; discovery tells which are served. */
export const ADD_ON_KINDS: readonly AddOnKind[] = ADD_ONS.map((line): AddOnKind => {
  const common = {
    line,
    name: kindName(line.group, line.kind),
    plural: `${line.resource}.${line.group}`,
    roots: rootsOf(line, line.versions),
    resource: line.resource,
    namespaced: line.namespaced ?? true,
  };
  if ('target' in line)
    return {
      ...common,
      fact: 'autoscaler',
      map: (raw) => ({ kind: 'autoscaler', value: mapAddOnAutoscaler(line, raw) }),
    };
  return {
    ...common,
    fact: 'workload',
    map: (raw, context) => ({ kind: 'workload', value: mapAddOn(line, raw, context) }),
  };
});

/** The kind with the roots of its served versions, those first that the table knows. */
export function servedBy(kind: AddOnKind, versions: readonly string[]): AddOnKind {
  const { line } = kind;
  const known = line.versions.filter((version) => versions.includes(version));
  const others = versions.filter((version) => !line.versions.includes(version));
  return { ...kind, roots: rootsOf(line, [...known, ...others]) };
}

function rootsOf({ group }: AddOnLine, versions: readonly string[]): string[] {
  return versions.map((version) => `/apis/${group}/${version}`);
}
