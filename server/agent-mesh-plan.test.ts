import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatProblems, parsePlan } from './plan-file.ts';

const AGENT_MESH = readFileSync(new URL('../plan/agent-mesh.yaml', import.meta.url), 'utf8');

describe('the plan of the AgentTrader mesh', () => {
  const result = parsePlan(AGENT_MESH);
  if (!result.ok) throw new Error(formatProblems(result.problems, 'plan/agent-mesh.yaml'));
  const { plan } = result;

  test('has the nine agents of the roster, with their criticality and default mode', () => {
    expect(plan.agents.map((a) => `${a.name} ${a.criticality} ${a.modeDefault} ${a.runs}`)).toEqual([
      'marketdata-mcp-server P0 OBSERVE always',
      'market-ingest-service P0 OBSERVE always',
      'strategy-engine P1 OBSERVE always',
      'strategy-service P1 OBSERVE always',
      'execution-agent P0 OFF off',
      'mission-control P1 OFF on-demand',
      'reporting-agent P1 OBSERVE on-demand',
      'research-runner P3 OFF on-demand',
      'congressional-ingest P2 OBSERVE always',
    ]);
  });

  test('leaves every owner unassigned, as the roster does', () => {
    expect(plan.agents.every((agent) => agent.owner === null)).toBe(true);
  });

  test('gives every agent with a contract what it must and must never do', () => {
    const silent = plan.agents.filter(
      (a) => a.contract.must.length === 0 || a.contract.mustNever.length === 0,
    );
    expect(silent.map((agent) => agent.name)).toEqual(['research-runner']);
  });

  test('says of every line of every contract how it is checked, or why it cannot be seen', () => {
    const lines = plan.agents.flatMap(({ contract }) => [
      ...contract.must,
      ...contract.mustNever,
      ...contract.safetyDependencies,
    ]);
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter((line) => line.check === undefined && line.unseen === undefined)).toEqual([]);
  });

  test('recommends the kubelet’s probes that the roster recommends', () => {
    const recommended = plan.agents.filter((a) => a.recommendedProbes !== undefined);
    expect(recommended.map((a) => [a.name, a.recommendedProbes])).toEqual([
      ['marketdata-mcp-server', { liveness: '/healthz', readiness: '/healthz' }],
      ['market-ingest-service', { either: '/health' }],
      ['strategy-engine', { either: '/health' }],
      ['strategy-service', { either: '/health' }],
      ['execution-agent', { either: '/health' }],
    ]);
  });

  test('looks for executors in the whole cluster, and for a halt in two switches', () => {
    expect(plan.safety.executors).toEqual({
      names: ['execution-agent', 'execution-engine'],
      modules: ['execution_service'],
      words: ['cloudrun-consumer'],
      scope: 'cluster',
      gatedPages: true,
    });
    expect(plan.safety.haltSwitches.map((s) => `${s.namespace}/${s.configMap}/${s.key}`)).toEqual([
      'trading-floor/agenttrader-kill-switch/EXECUTION_HALTED',
      'trading-floor/agenttrader-safety/KILL_SWITCH',
    ]);
  });

  test('escalates as the plan says: priority, how long, and when', () => {
    expect(plan.escalations.map((e) => `${e.priority} ${e.when.kind} ${e.forSeconds} ${e.during}`)).toEqual([
      'P0 execution 0 always',
      'P0 halt-switch-unconfirmed 0 always',
      'P0 gate-bypassed 0 always',
      'P0 sight-lost 60 always',
      'P1 failure 120 market-hours',
      'P1 failure 300 market-hours',
      // Ours: an executor that ran and ended stays an incident until the close.
      'P2 failure 0 always',
      'P2 agent 300 always',
    ]);
  });

  test('anchors the cadence to the open and the close', () => {
    expect(plan.cadence.map((c) => `${c.anchor} ${c.offsetMinutes} ${c.everyMinutes ?? '-'}`)).toEqual([
      'open -60 -',
      'open -60 -',
      'open -60 -',
      'open -60 -',
      'open -15 -',
      'open -15 -',
      'open -15 -',
      'open 0 -',
      'open 0 -',
      'open 15 15',
      'close 30 -',
      'close 30 -',
    ]);
  });

  test('says that it names no workload for strategy-service', () => {
    const agent = plan.agents.find(({ name }) => name === 'strategy-service');
    expect(agent).toMatchObject({
      workloads: [],
      workloadUndeclared: expect.stringContaining('strategy-engine'),
    });
  });
});
