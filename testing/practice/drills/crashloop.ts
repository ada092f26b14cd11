import type { Drill } from './drill.ts';

export const crashloop: Drill = {
  name: 'crashloop',
  headline: 'gamma-strategy ends again and again with exit code 1: CrashLoopBackOff',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { crashloop: 'bad', 'strategy-halted': 'unknown' },
    escalations: { 'strategy-crashloop-long': 'pending' },
  },
  begin(world) {
    world.fates.set('trading-floor/gamma-strategy', {
      kind: 'crashloop',
      since: world.now(),
      restarts: 6,
      exitCode: 1,
      message: "KeyError: 'GAMMA_STRIKE_WINDOW'\n",
    });
  },
};
