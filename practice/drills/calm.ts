import type { Drill } from './drill.ts';

export const calm: Drill = {
  name: 'calm',
  headline: 'A quiet market day: everything runs as planned and execution is off',
  shows: {
    execution: 'proven-off',
    agents: {
      'marketdata-mcp-server': 'good',
      'market-ingest-service': 'good',
      'strategy-engine': 'good',
      'strategy-service': 'unknown',
      'execution-agent': 'expected-off',
      'mission-control': 'expected-off',
      'reporting-agent': 'expected-off',
      'research-runner': 'expected-off',
      'congressional-ingest': 'good',
    },
    failures: {
      'marketdata-stale': 'good',
      'strategy-halted': 'good',
      crashloop: 'good',
      'image-pull-backoff': 'good',
      'resource-pressure': 'good',
    },
  },
  begin() {},
};
