import type { PodTemplate } from './kind-parts.ts';

/** Takes the kill switch's volume out of a template and leaves the variable that names its file. */
export function unmountSwitch(spec: PodTemplate['spec']): void {
  spec.volumes = spec.volumes?.filter((volume) => volume.name !== 'kill-switch');
  for (const container of spec.containers)
    container.volumeMounts = container.volumeMounts?.filter((mount) => mount.name !== 'kill-switch');
}

/** Takes a variable out of every container of a template. */
export function dropVariable(spec: PodTemplate['spec'], name: string): void {
  for (const container of spec.containers)
    container.env = container.env?.filter((entry) => entry.name !== name) ?? [];
}

/** Takes both the volume and the variable of the switch out: only the name of a file is left. */
export function loseSwitch(spec: PodTemplate['spec']): void {
  unmountSwitch(spec);
  dropVariable(spec, 'EXECUTION_HALTED');
}
