import type { Drill } from './drill.ts';

export const crashingWithoutBackoff: Drill = {
  name: 'crashing-without-backoff',
  headline: 'gamma-strategy died nine times and runs again each time: it never reaches CrashLoopBackOff',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { crashloop: 'bad' },
    escalations: { 'strategy-crashloop-long': 'pending' },
  },
  begin(world) {
    world.fates.set('trading-floor/gamma-strategy', {
      kind: 'died',
      at: world.now() - 40_000,
      restarts: 9,
      exitCode: 139,
      reason: 'Error',
      message: 'Segmentation fault\n',
    });
  },
};
