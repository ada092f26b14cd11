import type { Drill } from './drill.ts';

export const endsWellAgain: Drill = {
  name: 'ends-well-again',
  headline:
    'gamma-strategy ended well thirteen times, each after ten seconds: a loop of clean exits is a crash loop',
  shows: {
    execution: 'proven-off',
    agents: { 'strategy-engine': 'bad' },
    failures: { crashloop: 'bad', 'resource-pressure': 'good' },
    escalations: { 'strategy-crashloop-long': 'pending' },
  },
  begin(world) {
    world.fates.set('trading-floor/gamma-strategy', {
      kind: 'died',
      at: world.now() - 40_000,
      restarts: 13,
      exitCode: 0,
      reason: 'Completed',
      ranMs: 10_000,
    });
  },
};
