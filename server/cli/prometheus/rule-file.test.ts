/** Every metric, label and state that the rules name is one that the console really writes; what a rule carries. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Plan } from '#lib/plan/schema.ts';
import { SampleConsole } from '#testing/metrics/console.ts';
import { findNothing, selectorsIn, unknownLabels } from '#testing/metrics/selectors.ts';
import { blind, calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { parsePlan } from '../../plan-file.ts';
import { ruleFile, ruleFileText } from './rule-file.ts';

const OPTIONS = { baseUrl: 'https://console.example', job: 'mission-control' };

function planOf(file: string): Plan {
  const read = parsePlan(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.plan;
}

const mesh = planOf('plan/agent-mesh.yaml');
const harbour = planOf('plan/fixtures/harbour.yaml');

async function pageOf(plan: Plan) {
  const console = new SampleConsole(plan, NOW);
  console.hear([...calmFacts(), blind('watch/Pod')]);
  return console.page();
}

const rulesOf = (plan: Plan, options = OPTIONS) =>
  ruleFile(plan, options).groups.flatMap(({ rules }) => rules);

describe.each([
  ['the mesh', mesh],
  ['another mesh', harbour],
  ['the sample', SAMPLE_PLAN],
])('the rules of %s', (_which, plan) => {
  test('name nothing that the console does not write', async () => {
    const page = await pageOf(plan);
    for (const { expr, annotations } of rulesOf(plan)) {
      const selectors = selectorsIn(expr);
      expect(selectors.length, expr).toBeGreaterThan(0);
      expect(findNothing(selectors, page), expr).toEqual([]);
      expect(unknownLabels(`${expr} ${Object.values(annotations).join(' ')}`, page), expr).toEqual([]);
    }
  });

  test('would be found out if one were renamed', async () => {
    const page = await pageOf(plan);
    const selectors = rulesOf(plan).flatMap(({ expr }) => selectorsIn(expr));
    for (const { metric, matchers } of selectors) {
      expect(
        findNothing(
          selectors,
          page.filter(({ name }) => name !== metric),
        ),
      ).toContain(metric);
      for (const { label } of matchers) {
        const renamed = page.map((s) =>
          s.name === metric ? { ...s, labels: { ...s.labels, [label]: '' } } : s,
        );
        expect(findNothing(selectors, renamed).join()).toContain(`${metric}{${label}=`);
      }
    }
  });

  test('are the plan’s, in its order, each with severity and runbook, and the console’s word is enough', () => {
    const [group] = ruleFile(plan, OPTIONS).groups;
    const own = group?.rules.slice(0, -1) ?? [];
    expect(own.map(({ labels, for: lasts }) => [labels.rule, labels.severity, lasts])).toEqual(
      plan.escalations.map(({ id, priority }) => [id, priority, '0s']),
    );
    for (const { annotations } of rulesOf(plan)) {
      expect(annotations.runbook_url).toMatch(/^https:\/\/console\.example\/(runbooks\/[a-z0-9_]+)?$/);
      expect(annotations.summary).not.toBe('');
    }
  });
});

test('the runbook is the rule’s own, that of its failure mode, or the last resort', () => {
  const links = rulesOf(mesh).map(({ labels, annotations }) => [labels.rule, annotations.runbook_url]);
  expect(links).toContainEqual(['sight-lost', 'https://console.example/runbooks/console_blind']);
  expect(links).toContainEqual([
    'congressional-ingest-delayed',
    'https://console.example/runbooks/congressional_ingest_delayed',
  ]);
  const bare = { ...mesh, escalations: mesh.escalations.map(({ runbook: _, ...rule }) => rule) };
  const opened = (rule: string) =>
    rulesOf(bare).find(({ labels }) => labels.rule === rule)?.annotations.runbook_url;
  expect(opened('marketdata-stale-long')).toBe('https://console.example/runbooks/marketdata_stale');
  expect(opened('congressional-ingest-delayed')).toBe('https://console.example/runbooks/agent_down');
});

test('the same plan gives the same bytes, as YAML that says the same', () => {
  const text = ruleFileText(mesh, 'd', OPTIONS);
  expect(ruleFileText(structuredClone(mesh), 'd', OPTIONS)).toBe(text);
  expect(parse(text)).toEqual(ruleFile(mesh, OPTIONS));
});

test('another plan gives its own: neither names what is the other’s', () => {
  const [ours, theirs] = [ruleFileText(mesh, 'd', OPTIONS), ruleFileText(harbour, 'd', OPTIONS)];
  for (const { id } of mesh.escalations)
    expect([ours.includes(id), theirs.includes(id)]).toEqual([true, false]);
  for (const { id } of harbour.escalations)
    expect([ours.includes(id), theirs.includes(id)]).toEqual([false, true]);
});

test('each selects the job of this console only', () => {
  const job = 'ops "β" \\ 1';
  for (const { expr } of rulesOf(mesh, { ...OPTIONS, job }))
    expect(expr.split(`{job=${JSON.stringify(job)}`).length, expr).toBe(
      expr.split('mission_control_').length,
    );
});
