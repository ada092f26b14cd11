import { expect, test } from 'vitest';
import { carriesName } from './kind-names.ts';

const NAME = 'execution-agent';

test.each([
  ['ExecutionAgent', true],
  ['executionagents', true],
  ['execution-agents.desk.example', true],
  ['executionagents.desk.example', true],
  ['DeskExecutionAgentPool', true],
  ['desk_execution_agents', true],
  ['HTTPExecutionAgent', true],
  ['EXECUTIONAGENT', true],
  ['Agent', false],
  ['Execution', false],
  ['WorkflowExecution', false],
  ['ExecutionPolicyAgent', false],
  ['AgentExecution', false],
  ['Reexecutionagent', false],
  ['', false],
])('%s carries the name: %s', (name, carries) => {
  expect(carriesName(name, NAME)).toBe(carries);
});

test.each([
  ['Crane', 'crane', true],
  ['cranes', 'crane', true],
  ['Crayfish', 'crane', false],
  ['TradingProxies', 'trading-proxy', true],
  ['anything', '', false],
])('%s carries %s: %s', (name, of, carries) => {
  expect(carriesName(name, of)).toBe(carries);
});
