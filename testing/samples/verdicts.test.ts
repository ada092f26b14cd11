import { expect, test } from 'vitest';
import { cellText } from '#features/conformance/model/cell-text.ts';
import { conformanceOf } from '#features/conformance/model/conformance.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { VERDICT_OF } from '#lib/status/codes.ts';
import { rendered } from './rendered.ts';
import { AGENTS } from './situations/agents.ts';
import { ANSWERS } from './situations/answers.ts';
import { EXECUTION } from './situations/execution.ts';
import { PODS } from './situations/pods.ts';
import { worldOf } from './situations/situation.ts';

/** Coverage of the situations: every agent, probe and cell code. */
const STATUSES = [AGENTS, ANSWERS, EXECUTION, PODS].flatMap(Object.values).flatMap((situation) => {
  const world = worldOf(situation);
  const { said, evaluationState } = evaluate(world, EMPTY_STATE);
  const cells = conformanceOf(world, evaluationState).agents.flatMap((agent) => agent.cells);
  return [...said.agents, ...said.agents.flatMap((agent) => agent.probes), ...cells];
});
const EACH = [...new Map(STATUSES.map((status) => [`${status.kind} ${status.code}`, status])).entries()];

test.each(EACH)('%s: the verdict follows from the code, and the code has words', (_name, status) => {
  expect(Object.entries(VERDICT_OF[status.kind])).toContainEqual([status.code, status.verdict]);
  const words = status.kind === 'conformance-cell' ? cellText(status).why : rendered(status).state;
  expect(words).not.toBe('');
  expect(words).not.toBe(status.code);
});

test('the situations come to most codes of agents', () => {
  expect(EACH.filter(([name]) => name.startsWith('agent ')).length).toBeGreaterThan(30);
});
