/** Another team's plan: the program knows nothing of any mesh but what its plan says. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { WORKLOAD_KINDS } from '#lib/vocabulary.ts';
import {
  blind,
  container,
  discovered,
  literal,
  mount,
  node,
  pod,
  sourceStatus,
  workload,
} from '#testing/samples/facts.ts';
import { parsePlan } from './plan-file.ts';

const NOW = Date.parse('2026-11-20T15:15:00Z');

function planOf(file: string): Plan {
  const read = parsePlan(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.plan;
}

/** The product's own name, and a reason code of the field's contracts. */
const WORDS_OF_THE_FIELD = ['mission-control', 'KILL_SWITCH'];

const agentTrader = planOf('plan/agent-mesh.yaml');
const harbour = planOf('plan/fixtures/harbour.yaml');

/** Everything read, every switch halted, no executor anywhere. */
function calm(plan: Plan): Fact[] {
  const seen = WORKLOAD_KINDS.map((kind) => sourceStatus(`poll/${kind}`));
  const switches = plan.safety.haltSwitches.flatMap(({ namespace, configMap: name, key }): Fact[] => {
    const subject = `ConfigMap/${namespace}/${name}`;
    const value = {
      namespace,
      name,
      uid: name,
      resourceVersion: '1',
      data: { [key]: 'on' },
      binaryKeys: [],
      immutable: false,
      createdAt: null,
      changedAt: null,
    };
    return [
      sourceStatus(`poll/${subject}`),
      { subject, kind: 'config', value, observedAt: NOW, source: 'test' },
    ];
  });
  return [...seen, ...discovered(), ...switches, sourceStatus('watch/Node'), node('n1')];
}

function evaluated(plan: Plan, facts: Fact[]) {
  return evaluate(
    { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(NOW), now: NOW },
    EMPTY_STATE,
  ).said;
}

describe('another mesh', () => {
  test('shares no agent, executor, switch or runbook with the first', () => {
    const names = (plan: Plan) => [
      ...plan.agents.map((a) => a.name),
      ...plan.safety.executors.names,
      ...plan.safety.haltSwitches.map((s) => s.configMap),
      ...plan.failures.map((f) => f.runbook),
    ];
    expect(names(harbour).filter((name) => names(agentTrader).includes(name))).toEqual([]);
  });

  test.each([
    ['its own calm is proven off', () => calm(harbour), 'proven-off'],
    [
      'its own executor counts',
      () => [...calm(harbour), workload(harbour.safety.executors.names[0] ?? '', { namespace: 'x' })],
      'not-off',
    ],
    [
      'the other mesh’s executor is nothing to it',
      () => [...calm(harbour), workload('execution-agent', { namespace: 'x' })],
      'proven-off',
    ],
    ['its own blindness counts', () => [...calm(harbour), blind('poll/Pod')], 'unproven'],
  ])('%s', (_rule, facts, outcome) => {
    expect(evaluated(harbour, facts()).execution.outcome).toBe(outcome);
  });

  test('an executor that runs gated is reported and does not page, as its plan says', () => {
    const { haltSwitches, executors } = harbour.safety;
    const name = executors.names[0] ?? '';
    const containers = [
      container({
        environment: [literal(harbour.safety.environment.mode, 'OFF')],
        mounts: [mount('/stop', haltSwitches[0]?.configMap ?? '')],
      }),
    ];
    const runs = [
      workload(name, { namespace: 'crane-yard', containers }),
      pod(`${name}-1`, name, { namespace: 'crane-yard', containers }),
    ];
    const said = evaluated(harbour, [...calm(harbour), ...runs]);
    expect(said.execution.outcome).toBe('gated');
    expect(said.actions.find((a) => a.id === 'execution-gated')).toMatchObject({
      paging: 'symptom',
      verdict: 'bad',
    });
  });

  test('its posture speaks of its own roster and of nobody else', () => {
    const said = evaluated(harbour, calm(harbour));
    expect(said.agents.map((a) => a.name).sort()).toEqual(harbour.agents.map((a) => a.name).sort());
    for (const { name } of agentTrader.agents) expect(JSON.stringify(said)).not.toContain(name);
  });

  test('no name of the first mesh stands in the program', () => {
    const names = [
      ...agentTrader.agents.flatMap((a) => [a.name, ...a.workloads.map((w) => w.name)]),
      ...agentTrader.safety.haltSwitches.flatMap((s) => [s.configMap, s.key]),
      ...agentTrader.safety.environment.bypasses,
      ...agentTrader.failures.map((f) => f.runbook),
      ...agentTrader.mesh.namespaces,
    ].filter((name) => !WORDS_OF_THE_FIELD.includes(name));
    const found = [
      'lib',
      'collectors',
      'store',
      'features',
      'platform',
      'server',
      'app',
      'components',
    ].flatMap((folder) =>
      programFiles(folder).flatMap((file) => {
        const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        return names
          .filter(
            (name) => code.includes(`'${name}'`) || code.includes(`"${name}"`) || code.includes(`/${name}`),
          )
          .map((name) => `${file}: ${name}`);
      }),
    );
    expect(found).toEqual([]);
  });
});

function programFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !/sample|testing/.test(file))
    .map((file) => `${folder}/${file}`);
}
