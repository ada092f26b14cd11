import type { World } from '../world.ts';
import { fireCronJobs } from './cron-job.ts';
import { beat } from './heartbeats.ts';

/** Write interval of heartbeat ConfigMaps. */
const BEAT_SECONDS = 10;

/**
 * Work of each second: agents work, heartbeats are written, schedules fire when the minute is a new one. Takes the
 * minute (since the epoch) of the last call and returns this one's.
 */
export function secondly(world: World, lastMinute: number): number {
  const due = world.plans.filter(({ at }) => at <= world.now());
  world.plans = world.plans.filter((plan) => !due.includes(plan));
  for (const { act } of due) act();
  for (const agent of world.agents.all) {
    const pod = world.podOf(agent) ?? world.orphanOf(agent);
    if (agent.workload === undefined || pod !== undefined) agent.step?.(pod);
  }
  const second = Math.floor(world.now() / 1000);
  if (second % BEAT_SECONDS === 0)
    beat(world, ['marketdata-mcp-server', 'strategy-engine', 'execution-engine']);
  const minute = Math.floor(second / 60);
  if (minute === lastMinute) return minute;
  fireCronJobs(world, minute * 60_000);
  beat(world, ['ops-cron']);
  return minute;
}
