import { expect, test } from 'vitest';
import { namesIn, phrasesOf } from './words.ts';

const NAMES = phrasesOf(['execution-agent']);

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
  // Run together with a prefix: no word begins there, and it is not known what it is.
  ['deskexecutionagents', true],
  ['', false],
])('the name of a kind, %s, carries an executor’s: %s', (name, carries) => {
  expect(namesIn(name, NAMES).length > 0).toBe(carries);
});
