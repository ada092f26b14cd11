import type { Drill } from './drill.ts';

export const answersMistyped: Drill = {
  name: 'answers-mistyped',
  headline:
    'gamma-strategy gives its times as milliseconds: what cannot be read is there, and proves nothing',
  shows: { execution: 'proven-off', agents: { 'strategy-engine': 'unknown' }, failures: {} },
  begin(world) {
    world.faults.set('gamma-strategy', 'times-in-milliseconds');
  },
};
