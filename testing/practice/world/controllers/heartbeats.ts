import { setData } from '../config-map.ts';
import { workloadOf } from '../naming.ts';
import { isRunning } from '../pod-state.ts';
import type { World } from '../world.ts';

/** The workload whose running pod writes the heartbeat of a service. */
const WRITERS: Readonly<Record<string, string>> = {
  'marketdata-mcp-server': 'marketdata-mcp-server',
  'strategy-engine': 'gamma-strategy',
  'execution-engine': 'execution-engine',
};

/** Writes `data.last_seen` of `agenttrader-heartbeat-<service>` for the services that run. */
export function beat(world: World, services: readonly string[]): void {
  for (const service of services) {
    const name = `agenttrader-heartbeat-${service}`;
    if (world.store.get('ConfigMap', 'trading-floor', name) === undefined || !runs(world, service)) continue;
    setData(
      world,
      'trading-floor',
      name,
      { last_seen: new Date(world.now()).toISOString() },
      'ops-heartbeat-writer',
    );
  }
}

function runs(world: World, service: string): boolean {
  const workload = WRITERS[service];
  return (
    workload === undefined ||
    world.store.list('Pod').some((pod) => workloadOf(pod) === workload && isRunning(pod))
  );
}
