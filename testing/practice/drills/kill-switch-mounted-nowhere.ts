import { changeTemplate } from '../world/rollout.ts';
import { loseSwitch } from '../world/switch-mount.ts';
import type { Drill } from './drill.ts';

export const killSwitchMountedNowhere: Drill = {
  name: 'kill-switch-mounted-nowhere',
  headline:
    'A chart dropped the kill switch’s volume and variable everywhere: the ConfigMap says halted, the programs cannot read it and say that they are not',
  shows: {
    execution: 'contradicted',
    proofs: {
      'executors-scaled': 'good',
      'executor-pods': 'good',
      'halt-mounts': 'attention',
      'halt-processes': 'bad',
    },
    agents: { 'execution-agent': 'expected-off' },
    failures: {},
    escalations: { 'execution-not-off': 'firing', 'kill-switch-unconfirmed': 'inactive' },
    contracts: {
      'marketdata-mcp-server': { 'kill-switch-mounted': 'broken' },
      'strategy-engine': { 'kill-switch-mounted': 'broken' },
      'execution-agent': { 'kill-switch-mounted': 'broken' },
    },
  },
  // Rolled out long ago: no pod restarts while one looks.
  earlier(world) {
    for (const kind of ['Deployment', 'StatefulSet'] as const)
      for (const { metadata } of world.store.list(kind))
        changeTemplate(world, { kind, namespace: metadata.namespace ?? '', name: metadata.name }, loseSwitch);
  },
  begin() {},
};
