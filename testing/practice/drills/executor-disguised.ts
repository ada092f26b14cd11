import { place, plainTemplate, replicatedSpec } from '../world/place.ts';
import type { Drill } from './drill.ts';
import { NOT_OFF } from './shown.ts';

export const executorDisguised: Drill = {
  name: 'executor-disguised',
  headline:
    'desk-execution-engine runs in kube-system: the executor under another name, with no switch and no label of the mesh',
  shows: { ...NOT_OFF, actions: ['desk-execution-engine'] },
  begin(world) {
    const name = 'desk-execution-engine';
    const template = plainTemplate(name, `registry.example.com/desk/${name}:7`);
    place(
      world,
      'Deployment',
      'apps/v1',
      { name, namespace: 'kube-system' },
      { spec: replicatedSpec(template) },
    );
  },
};
