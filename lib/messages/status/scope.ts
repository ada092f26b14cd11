/** The scope of the execution proofs in one line, and if it is narrower than the mesh. */

import type { CloudRunScope, ClusterScope, ExecutionScope, SettingsScope } from '../../status/scope.ts';
import { counted, listed, regionsText } from '../lists.ts';
import { text } from '../text.ts';

/** `Whole cluster, 5 kinds; Cloud Run us-east1`. What was not searched stands in it too. */
export function scopeText({ cluster, cloudRun, settings }: ExecutionScope): string {
  return [clusterText(cluster), cloudRunText(cloudRun), ...settingsTexts(settings)].join('; ');
}

/** True if a part was not searched: whoever shows the line marks it. */
export function isNarrowed({ cluster, cloudRun }: ExecutionScope): boolean {
  return cluster.notSearched.length > 0 || cloudRun.state === 'excluded' || cloudRun.state === 'not-searched';
}

function clusterText({ namespaces, kinds, notSearched, customKinds }: ClusterScope): string {
  const where = namespaces === 'cluster' ? 'Whole cluster' : `Namespaces ${listed(namespaces)}`;
  const without = notSearched.length === 0 ? '' : `, not ${listed(notSearched.map(({ what }) => what))}`;
  const more = customKinds.count === 0 ? '' : `, ${counted(customKinds.count, 'custom kind')} not known`;
  return `${where}, ${counted(kinds.length, 'kind')}${without}${more}`;
}

function cloudRunText({ state, regions, notSearched }: CloudRunScope): string {
  if (state === 'excluded') return 'Cloud Run not searched (--without-cloud-run)';
  if (state === 'not-declared') return 'no Cloud Run in the plan';
  const [first, ...more] = notSearched;
  if (state === 'not-searched' && first !== undefined)
    return `${first.what}${more.length === 0 ? '' : ` and ${more.length} more`} not searched: ${text(first.why)}`;
  return `Cloud Run ${regionsText(regions)}`;
}

function settingsTexts({ sourcesNotRead, elsewhere, listedSuspects }: SettingsScope): string[] {
  return [
    ...(sourcesNotRead === 0 ? [] : [`${counted(sourcesNotRead, 'source')} of variables not read`]),
    ...(elsewhere === 0 ? [] : [`${counted(elsewhere, 'setting')} outside the mesh`]),
    ...(listedSuspects === 0 ? [] : [`${counted(listedSuspects, 'suspect')} listed as no executor`]),
  ];
}
