import type { Drill } from './drill.ts';

/** The day after Thanksgiving 2026: NYSE closes at 13:00 ET. */
const CLOSE = '2026-11-27T18:00:00.000Z';

export const halfDay: Drill = {
  name: 'half-day',
  headline:
    'Five past one on the day after Thanksgiving: the market closed at 13:00, ticks ended with it, and that is no failure',
  hours: { startsAt: '2026-11-27T18:05:00.000Z', endsAt: '2026-11-27T21:00:00.000Z' },
  shows: {
    execution: 'proven-off',
    agents: { 'marketdata-mcp-server': 'expected-off', 'strategy-engine': 'expected-off' },
    failures: { 'marketdata-stale': 'good', 'strategy-halted': 'good', crashloop: 'good' },
    escalations: { 'marketdata-stale-long': 'inactive', 'freshness-gate-bypassed': 'inactive' },
    market: 'closed 13:00 (half-day)',
  },
  begin(world) {
    const seconds = Math.max(0, (world.now() - Date.parse(CLOSE)) / 1000);
    world.agents.marketdata.stopTicks(seconds);
    for (const strategy of [world.agents.gamma, world.agents.whale]) strategy.stoppedSince(seconds);
  },
};
