/** ConfigMaps and Secrets that are taken whole and not read: they may set any gate. */

import { say } from '../../../messages/say.ts';
import { sourceKind, unknownSources } from '../../base/whole-sources.ts';
import type { Finding } from '../finding.ts';
import { findingAt, isOurs, type Place, weightOf } from './place.ts';

/** They count at executors and beside a broker's credentials, and are listed in the mesh (`sourcesElsewhere`). */
export function sourceFindings(place: Place): Finding[] {
  if (!isOurs(place)) return [];
  const weight = weightOf(place, 'unknown');
  return unknownSources(place.world.plan, place.r.namespace, place.c).map((source) => {
    const named = { kind: sourceKind(source), source: source.name, container: place.c.name };
    return findingAt(place, weight, say('setting-source', named));
  });
}

/** The sources whose variables were not read and do not count, each as a path. */
export function sourcesElsewhere(place: Place): string[] {
  if (weightOf(place, 'unknown') !== 'note') return [];
  return unknownSources(place.world.plan, place.r.namespace, place.c).map(
    ({ kind, name }) => `${kind}/${place.r.namespace}/${name}`,
  );
}
