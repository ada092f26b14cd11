import type { Drill } from './drill.ts';

export const consoleBlind: Drill = {
  name: 'console-blind',
  headline:
    'The console’s role was narrowed: it may no longer read Deployments and pods, and says so instead of guessing',
  shows: {
    execution: 'unproven',
    proofs: { 'executors-scaled': 'unknown', 'executor-pods': 'unknown', 'halt-switches': 'good' },
    agents: { 'execution-agent': 'unknown' },
    failures: { crashloop: 'unknown', 'image-pull-backoff': 'unknown', 'console-blind': 'bad' },
    escalations: { 'execution-not-off': 'cannot-tell', 'sight-lost': 'pending' },
    contracts: {
      'marketdata-mcp-server': { 'image-pinned': 'cannot-see', 'kill-switch-mounted': 'cannot-see' },
    },
    actions: ['cannot see'],
  },
  begin(world) {
    for (const resource of ['deployments', 'pods']) world.forbidden.add(resource);
  },
};
