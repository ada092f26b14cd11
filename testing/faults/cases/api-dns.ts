import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../fault.ts';
import { clusterUnseen } from '../mesh-words.ts';

const HOST = 'api.practice.invalid';

export const fault: Fault = {
  title: 'the name of the API server can no longer be resolved',
  group: 'API server',
  interval: 'poll',
  expect: clusterUnseen(),
  async prepare(stage) {
    const names = join(stage.folder, 'names.json');
    writeFileSync(names, JSON.stringify({ [HOST]: '127.0.0.1' }));
    stage.relay.writeKubeconfig(stage.kubeconfig, { host: HOST });
    const resolver = new URL('../resolver.ts', import.meta.url);
    await stage.restartConsole([], { NODE_OPTIONS: `--import ${resolver}`, PRACTICE_NAMES: names });
  },
  cause(stage) {
    writeFileSync(join(stage.folder, 'names.json'), '{}');
    stage.relay.wire.cut();
  },
  end: (stage) => writeFileSync(join(stage.folder, 'names.json'), JSON.stringify({ [HOST]: '127.0.0.1' })),
  async restore(stage) {
    stage.relay.writeKubeconfig(stage.kubeconfig);
    await stage.restartConsole();
  },
};
