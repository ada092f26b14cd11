/** The legacy API through each kind of trouble: by its contract, and never better than the truth. */

import type { z } from 'zod';
import {
  legacyAgentDocumentSchema,
  legacySafetySchema,
  legacyStatusSchema,
} from '#features/legacy-api/document.ts';
import { expect, test } from './pane.ts';

async function read<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await (await fetch(url)).json());
}

/** Facts known at once, and facts that take a probe or two. */
const SETTLES = { timeout: 15_000 };

test('in calm the critical feeds are fresh, the switch is halted, and the executor is off', async ({
  console,
}) => {
  const safety = () => read(`${console.url}/api/v1/safety`, legacySafetySchema);
  await expect.poll(async () => (await safety()).marketdata.all_critical_fresh, SETTLES).toBe(true);
  expect((await safety()).kill_switch).toEqual({
    execution_halted: true,
    source: expect.stringContaining('agenttrader-kill-switch'),
  });
  const { agent } = await read(`${console.url}/api/v1/agents/execution-engine`, legacyAgentDocumentSchema);
  expect([agent.agent_name, agent.online, agent.ops.state]).toEqual(['execution-agent', false, 'OFFLINE']);
  const { agents } = await read(`${console.url}/ops/status?refresh=true`, legacyStatusSchema);
  const engine = agents.find((a) => a.agent_name === 'strategy-engine');
  expect(engine?.last_poll_at).not.toBeNull();
  expect(agents.map((a) => a.kind)).not.toContain('ops');
});

test('stale market data is not fresh, and its agent not OK', async ({ mesh, console }) => {
  await mesh.drill('marketdata-stale');
  const feed = async () =>
    (await read(`${console.url}/api/v1/agents/marketdata-mcp-server`, legacyAgentDocumentSchema)).agent;
  await expect.poll(async () => (await feed()).ops.reason_codes, SETTLES).toContain('MARKETDATA_STALE');
  const { endpoints, online, ops } = await feed();
  expect([endpoints.healthz?.ok, endpoints.healthz?.status_code, online, ops.state]).toEqual([
    false,
    503,
    null,
    'DEGRADED',
  ]);
  const { marketdata } = await read(`${console.url}/api/v1/safety`, legacySafetySchema);
  expect(marketdata.all_critical_fresh).toBe(false);
});

test('a kill switch that cannot be read is not halted, without a source', async ({ mesh, console }) => {
  await mesh.drill('kill-switch-unreadable');
  const halted = async () => (await read(`${console.url}/ops/status`, legacyStatusSchema)).kill_switch;
  await expect.poll(halted, SETTLES).toEqual({ execution_halted: false, source: null });
});

test('a console that cannot see calls nobody online, OK or fresh, and the switch not halted', async ({
  mesh,
  console,
}) => {
  await mesh.stop('SIGKILL');
  const told = async () => {
    const { agents, kill_switch } = await read(`${console.url}/ops/status`, legacyStatusSchema);
    const { marketdata } = await read(`${console.url}/api/v1/safety`, legacySafetySchema);
    const well = agents.filter((a) => a.online !== null || a.ops.state === 'OK').map((a) => a.agent_name);
    return { well, kill_switch, fresh: marketdata.agents.filter((a) => a.is_fresh).length, marketdata };
  };
  await expect.poll(told, SETTLES).toMatchObject({
    well: [],
    kill_switch: { execution_halted: false, source: null },
    fresh: 0,
    marketdata: { all_critical_fresh: false },
  });
  await mesh.start();
  await expect.poll(async () => (await told()).kill_switch.execution_halted, { timeout: 20_000 }).toBe(true);
});
