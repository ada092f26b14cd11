/** Everything red, in every situation, has a runbook to open. */

import { describe, expect, test } from 'vitest';
import { conformanceOf } from '#features/conformance/model/conformance.ts';
import { AGENTS } from '#testing/samples/situations/agents.ts';
import { ANSWERS } from '#testing/samples/situations/answers.ts';
import { EXECUTION } from '#testing/samples/situations/execution.ts';
import { SITUATION_PLAN } from '#testing/samples/situations/plan.ts';
import { PODS } from '#testing/samples/situations/pods.ts';
import { type Situation, worldOf } from '#testing/samples/situations/situation.ts';
import { evaluate } from '../evaluate.ts';
import { EMPTY_STATE } from './state.ts';

const SITUATIONS = Object.entries<Situation>({ ...AGENTS, ...ANSWERS, ...EXECUTION, ...PODS }).filter(
  ([, { plan = SITUATION_PLAN }]) => plan.fallbackRunbooks !== undefined,
);

describe.each(SITUATIONS)('%s', (_name, situation) => {
  const { said } = evaluate(worldOf(situation), EMPTY_STATE);

  test('leaves no action, no escalation and no red agent without a runbook', () => {
    expect(said.actions.filter((a) => a.runbook === null).map((a) => a.id)).toEqual([]);
    expect(said.escalations.filter((e) => e.runbook === null).map((e) => e.id)).toEqual([]);
    expect(said.agents.filter((a) => a.verdict === 'bad' && a.runbook === null).map((a) => a.name)).toEqual(
      [],
    );
  });

  test('has something to open while execution is not proven off', () => {
    const opens = said.actions.some((a) => a.severity === 'P0' && a.runbook !== null);
    expect(said.execution.outcome === 'proven-off' || opens).toBe(true);
  });
});

test('the situations have reds of every kind', () => {
  expect(SITUATIONS.length).toBeGreaterThan(100);
  const ids = SITUATIONS.flatMap(([, s]) => evaluate(worldOf(s), EMPTY_STATE).said.actions.map((a) => a.id));
  for (const start of ['rule-', 'execution-', 'finding-', 'failure-', 'agent-', 'console-blind'])
    expect(
      ids.some((id) => id.startsWith(start)),
      start,
    ).toBe(true);
});

describe('if only the kill switch is at fault, the plan’s runbook for it opens', () => {
  const escalations = SITUATION_PLAN.escalations.map((rule) =>
    rule.when.kind === 'halt-switch-unconfirmed' ? { ...rule, runbook: 'brake_unclear' } : rule,
  );
  const plan = { ...SITUATION_PLAN, escalations };
  const opened = (name: string) => {
    const situation = EXECUTION[name];
    if (situation === undefined) throw new Error(`no situation ${name}`);
    return evaluate(worldOf({ ...situation, plan }), EMPTY_STATE).said;
  };

  test('in every situation in which execution is unproven', () => {
    const unproven = Object.keys(EXECUTION).flatMap((name) => {
      const { execution, actions } = opened(name);
      const action = actions.find((a) => a.id === 'execution-unproven');
      if (action === undefined) return [];
      const weak = execution.proofs.filter((p) => p.verdict === 'unknown').map((p) => p.id);
      return [{ halt: weak.every((id) => id.startsWith('halt-')), slug: action.runbook?.slug }];
    });
    expect(new Set(unproven.map(({ halt }) => halt))).toEqual(new Set([true, false]));
    for (const { halt, slug } of unproven) expect(slug).toBe(halt ? 'brake_unclear' : 'crane_on');
  });
});

test('a broken contract opens its own runbook, else the last resort of contracts', () => {
  const plan = {
    ...SITUATION_PLAN,
    fallbackRunbooks: { execution: 'crane_on', agentDown: 'down', consoleBlind: 'blind', contracts: 'drift' },
    contractRunbooks: { 'gate-bypass': 'gate' },
  };
  const { rules } = conformanceOf(worldOf({ plan }), EMPTY_STATE);
  const of = (id: string) => rules.find((rule) => rule.id === id)?.runbook?.slug;
  expect([of('gate-bypass'), of('image-pinned')]).toEqual(['gate', 'drift']);
});
