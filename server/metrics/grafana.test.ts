/** The Grafana dashboard: what it reads is what the console writes, and nothing in it can show an old state as now. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Sample } from '#lib/contracts/prometheus-text.ts';
import {
  ESCALATION_STATES,
  EXECUTION_OUTCOMES,
  FAILURE_STATES,
  SESSION_STATES,
  VERDICTS,
} from '#lib/vocabulary.ts';
import { SampleConsole } from '#testing/metrics/console.ts';
import { findNothing, selectorsIn, unknownLabels } from '#testing/metrics/selectors.ts';
import { promtool } from '#testing/prometheus/promtool.ts';
import { inputSeries, STEP, steady } from '#testing/prometheus/series.ts';
import { attempt, calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';

const DATASOURCE = z.object({ type: z.literal('prometheus'), uid: z.string().regex(/^\$\{datasource\}$/) });

const targetSchema = z.object({
  refId: z.string(),
  datasource: DATASOURCE,
  expr: z.string(),
  legendFormat: z.string(),
  instant: z.boolean().optional(),
});

const mappingSchema = z.object({
  type: z.literal('value'),
  options: z.record(z.string(), z.object({ text: z.string(), color: z.string() })),
});

const panelSchema = z.object({
  id: z.int(),
  type: z.enum(['stat', 'state-timeline', 'timeseries']),
  title: z.string().min(1),
  description: z.string().min(1),
  datasource: DATASOURCE,
  gridPos: z.object({ x: z.int().min(0), y: z.int().min(0), w: z.int().positive(), h: z.int().positive() }),
  targets: z.array(targetSchema).min(1),
  fieldConfig: z.object({
    defaults: z.object({
      noValue: z.string(),
      mappings: z.array(mappingSchema).optional(),
      custom: z.object({ spanNulls: z.boolean().optional() }).optional(),
    }),
    overrides: z.array(
      z.object({
        matcher: z.object({ id: z.string(), options: z.string() }),
        properties: z.array(z.object({ id: z.string(), value: z.unknown() })),
      }),
    ),
  }),
});
type Panel = z.infer<typeof panelSchema>;

const dashboardSchema = z.object({
  uid: z.literal('mission-control'),
  title: z.string(),
  schemaVersion: z.int(),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), type: z.enum(['datasource', 'query']), query: z.string() })),
  }),
  annotations: z.object({ list: z.array(z.object({ expr: z.string() })) }),
  panels: z.array(panelSchema).min(1),
});

const dashboard = dashboardSchema.parse(
  JSON.parse(readFileSync('deploy/grafana/mission-control.json', 'utf8')),
);
const targets = dashboard.panels.flatMap((panel) =>
  panel.targets.map((target): [string, string, Panel] => [
    `${panel.title}, ${target.refId}`,
    `${target.expr} ${target.legendFormat}`,
    panel,
  ]),
);

let console: SampleConsole;
let page: Sample[];
beforeAll(async () => {
  console = new SampleConsole(SAMPLE_PLAN, NOW);
  console.hear([...calmFacts(), attempt('pilot', 'counts', 'pier/pilot-0', 'timeout')]);
  page = await console.page();
});

describe('what it reads', () => {
  test.each(targets)('%s: is written by the console', (_where, text) => {
    const selectors = selectorsIn(text);
    expect(selectors.length).toBeGreaterThan(0);
    expect(findNothing(selectors, page)).toEqual([]);
    expect(unknownLabels(text, page)).toEqual([]);
  });

  test('is of one job of scraping, in every panel', () => {
    for (const [, text] of targets)
      expect(text.split('{job="$job"').length).toBe(text.split('mission_control_').length);
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'job']);
    const [metric] = selectorsIn(dashboard.templating.list[1]?.query ?? '');
    expect(page.map(({ name }) => name)).toContain(metric?.metric);
  });

  test('is PromQL', async () => {
    const rules = targets.map(([, , panel], i) => ({
      record: `panel:${panel.id}:${i}`,
      expr: filledIn(panel.targets[i - firstOf(panel)]?.expr ?? ''),
    }));
    const files = { 'rules.yml': stringify({ groups: [{ name: 'panels', rules }] }) };
    const { status, output } = await promtool(files, 'check', 'rules', 'rules.yml');
    expect({ status, output }).toMatchObject({ status: 0 });
  });
});

/** As Grafana does it. */
function filledIn(expr: string): string {
  return expr.replaceAll('$job', 'mission-control').replaceAll('$__rate_interval', '1m');
}

const firstOf = (panel: Panel): number => targets.findIndex(([, , of]) => of === panel);

describe('what it shows', () => {
  test('no two panels lie over each other, and none beyond the edge', () => {
    const taken = new Set<string>();
    for (const { gridPos } of dashboard.panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.has(`${x},${y}`)).toBe(false);
          taken.add(`${x},${y}`);
        }
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  test('nothing bridges a gap, takes an old value for the present, or leaves silence without a word', () => {
    for (const { type, title, targets, fieldConfig } of dashboard.panels) {
      expect(fieldConfig.defaults.noValue, title).toMatch(/^UNKNOWN/);
      if (type === 'stat')
        expect(
          targets.map(({ instant }) => instant),
          title,
        ).toEqual([true]);
      else expect(fieldConfig.defaults.custom?.spanNulls, title).toBe(false);
    }
  });

  test.each([
    ['Execution over time', EXECUTION_OUTCOMES],
    ['Agents', VERDICTS],
    ['Escalation rules', ESCALATION_STATES],
    ['Failure modes', FAILURE_STATES],
    ['Proofs that execution is off', VERDICTS],
    ['Market', SESSION_STATES],
    ['Own credential', VERDICTS],
  ])(
    '%s: every state has its own number, word and colour, and only what is proven is green',
    (title, states) => {
      const panel = dashboard.panels.find((one) => one.title === title);
      const expr = panel?.targets[0]?.expr ?? '';
      const numbers = Object.fromEntries(
        [...expr.matchAll(/="([a-z-]+)"\} == 1\) \* (\d+)/g)].map(([, state = '', n = '']) => [state, n]),
      );
      expect(Object.keys(numbers).sort()).toEqual([...states].sort());
      const options = panel?.fieldConfig.defaults.mappings?.[0]?.options ?? {};
      expect(Object.keys(options).sort()).toEqual(Object.values(numbers).sort());
      const green = states.filter((state) => options[numbers[state] ?? '']?.color === 'green');
      expect(['proven-off', 'good', 'inactive', 'absent']).toEqual(expect.arrayContaining(green));
      const unknown = states.filter((state) => /unproven|unknown|cannot-tell/.test(state));
      for (const state of unknown) expect(options[numbers[state] ?? '']?.color).toBe('purple');
    },
  );

  test('the banner has a word and a colour for every outcome', () => {
    const { overrides } = dashboard.panels[0]?.fieldConfig ?? { overrides: [] };
    expect(overrides.map(({ matcher }) => matcher.options).sort()).toEqual([...EXECUTION_OUTCOMES].sort());
  });
});

describe('the banner', () => {
  const banner = filledIn(dashboard.panels[0]?.targets[0]?.expr ?? '');
  const AT = 600;

  /** Its value after ten minutes of series as in `course`. */
  async function shown(course: (one: Sample, seconds: number) => number | null, expected: object[]) {
    const used = page.filter(({ name }) => banner.includes(`${name}{`));
    const series = steady(used).map((one, i) => {
      const sample = used[i];
      return sample === undefined ? one : { ...one, course: (seconds: number) => course(sample, seconds) };
    });
    const check = { expr: banner, eval_time: `${AT}s`, exp_samples: expected };
    const tests = [
      { interval: `${STEP}s`, input_series: inputSeries(series, AT), promql_expr_test: [check] },
    ];
    const document = { rule_files: [], evaluation_interval: `${STEP}s`, tests };
    return promtool({ 'tests.yml': stringify(document) }, 'test', 'rules', 'tests.yml');
  }

  const judging = ({ name, value }: Sample, seconds: number) =>
    name.includes('evaluated') ? seconds : value;
  const proven = [{ labels: '{outcome="proven-off"}', value: 1 }];

  test.each([
    ['says what the console says', judging, proven],
    ['is empty when the console stands still', ({ value }: Sample) => value, []],
    [
      'is empty when it is not scraped',
      (one: Sample, seconds: number) => (seconds > AT - STEP ? null : judging(one, seconds)),
      [],
    ],
  ])('%s', async (_rule, course, expected) => {
    expect(await shown(course, expected)).toMatchObject({ status: 0 });
    expect(await shown(course, expected.length === 0 ? proven : [])).toMatchObject({ status: 1 });
  });
});
