import type { PodTemplate } from './kinds.ts';

/** Takes the kill switch's volume out of a template and leaves the variable that names its file. */
export function unmountSwitch(spec: PodTemplate['spec']): void {
  spec.volumes = spec.volumes?.filter((volume) => volume.name !== 'kill-switch');
  for (const container of spec.containers)
    container.volumeMounts = container.volumeMounts?.filter((mount) => mount.name !== 'kill-switch');
}
