import { managedData } from './managed-fields.ts';
import type { World } from './world.ts';

/** Sets keys of an existing ConfigMap as `manager`, noting in managedFields which keys it changed and when. */
export function setData(
  world: World,
  namespace: string,
  name: string,
  data: Readonly<Record<string, string>>,
  manager: string,
  at = world.clock.stamp(),
): void {
  const configMap = world.store.get('ConfigMap', namespace, name);
  if (configMap === undefined) return;
  world.store.update('ConfigMap', configMap, (draft) => {
    const next = { ...draft.data, ...data };
    draft.metadata.managedFields = managedData(configMap, next, manager, at);
    draft.data = next;
  });
}
