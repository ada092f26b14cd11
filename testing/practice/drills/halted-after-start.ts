import { setData } from '../world/config-map.ts';
import { changeTemplate, scaleTo } from '../world/rollout.ts';
import { dropVariable, unmountSwitch } from '../world/switch-mount.ts';
import type { Drill } from './drill.ts';

const EXECUTOR = { kind: 'Deployment', namespace: 'trading-floor', name: 'execution-agent' } as const;
const HALTED_MINUTES_AGO = 10;

export const haltedAfterStart: Drill = {
  name: 'halted-after-start',
  headline:
    'execution-agent takes the kill switch by variable only and was started while it was off; halting came later and never reached it',
  shows: {
    execution: 'not-off',
    proofs: {
      'executors-scaled': 'bad',
      'executor-pods': 'bad',
      'halt-switches': 'good',
      // Its own `/state` says so, where the console holds the key; by the order of events alone it would be unknown.
      'halt-processes': 'bad',
    },
    agents: { 'execution-agent': 'bad' },
    failures: {},
    escalations: { 'execution-not-off': 'firing', 'kill-switch-unconfirmed': 'firing' },
  },
  earlier(world) {
    setData(world, 'trading-floor', 'agenttrader-kill-switch', { EXECUTION_HALTED: '0' }, 'kubectl-patch');
    changeTemplate(world, EXECUTOR, (spec) => {
      unmountSwitch(spec);
      dropVariable(spec, 'EXECUTION_HALTED_FILE');
    });
    scaleTo(world, EXECUTOR, 1);
  },
  begin(world) {
    const at = world.clock.stamp(HALTED_MINUTES_AGO * 60);
    setData(
      world,
      'trading-floor',
      'agenttrader-kill-switch',
      { EXECUTION_HALTED: '1' },
      'kubectl-patch',
      at,
    );
  },
};
