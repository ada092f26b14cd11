/** The rules of each plan, held by Prometheus' own tool against what a console says over time. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Fact } from '#lib/facts/fact.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { SampleConsole } from '#testing/metrics/console.ts';
import { consoleScenarios } from '#testing/prometheus/console-scenarios.ts';
import { escalationScenarios } from '#testing/prometheus/escalation-scenarios.ts';
import { promtool } from '#testing/prometheus/promtool.ts';
import { calmSeries, type Scenario, testDocument } from '#testing/prometheus/scenario.ts';
import { recorded, type Series, STEP } from '#testing/prometheus/series.ts';
import { attempt, calmFacts, NOW, pod, status, workload } from '#testing/samples/facts.ts';
import { available, seenAt, unavailable } from '#testing/samples/over-time.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { parsePlan } from '../../plan-file.ts';
import { ruleFile, ruleFileText } from './rule-file.ts';

const OPTIONS = { baseUrl: 'https://console.example/ops/', job: 'mission-control' };

function planOf(file: string): Plan {
  const read = parsePlan(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.plan;
}

const AWKWARD: Plan = {
  ...SAMPLE_PLAN,
  mesh: { ...SAMPLE_PLAN.mesh, name: 'Harbour "{{ $labels.x }}" \\ β' },
  escalations: SAMPLE_PLAN.escalations.map((rule) => ({
    ...rule,
    title: `{{ fail }} }} ${rule.title}: #'"`,
  })),
};

/** The metrics that rules are about, as a console with this plan really writes them. */
async function scenariosOf(plan: Plan): Promise<Scenario[]> {
  const console = new SampleConsole(plan, NOW);
  console.hear(calmFacts().filter(({ kind }) => kind === 'source-status'));
  const used = JSON.stringify(ruleFile(plan, OPTIONS));
  const calm = calmSeries((await console.page()).filter(({ name }) => used.includes(`${name}{`)));
  return [...consoleScenarios(calm, plan.escalations), ...escalationScenarios(calm, plan.escalations)];
}

/** Runs them on the rules of the plan, or on these. */
function run(plan: Plan, scenarios: readonly Scenario[], text = ruleFileText(plan, 'digest', OPTIONS)) {
  const rules = ruleFile(plan, OPTIONS).groups.flatMap((group) => group.rules);
  const files = { 'rules.yml': text, 'tests.yml': stringify(testDocument('rules.yml', rules, scenarios)) };
  return promtool(files, 'test', 'rules', 'tests.yml');
}

/** Prometheus plays hours of evaluations, on a machine that may have others to serve. */
const PATIENCE_MS = 180_000;
const OK = { status: 0, output: expect.stringContaining('SUCCESS') };

describe.each([
  ['the mesh', planOf('plan/agent-mesh.yaml')],
  ['another mesh', planOf('plan/fixtures/harbour.yaml')],
  ['a plan of awkward texts', AWKWARD],
  ['a plan without rules', { ...SAMPLE_PLAN, escalations: [] }],
])('the rules of %s', (_which, plan) => {
  test('are valid', async () => {
    const files = { 'rules.yml': ruleFileText(plan, 'digest', OPTIONS) };
    expect(await promtool(files, 'check', 'rules', '--lint=all', '--lint-fatal', 'rules.yml')).toMatchObject(
      OK,
    );
  });

  test(
    'fire when they must, and are silent when they must be',
    async () => {
      const scenarios = await scenariosOf(plan);
      expect(scenarios.length).toBeGreaterThanOrEqual(11 + 3 * plan.escalations.length);
      expect(await run(plan, scenarios)).toMatchObject(OK);
    },
    PATIENCE_MS,
  );
});

describe('a rule file that is wrong is found', () => {
  const plan = planOf('plan/fixtures/harbour.yaml');
  const text = ruleFileText(plan, 'digest', OPTIONS);
  let scenarios: Scenario[];
  beforeAll(async () => {
    scenarios = await scenariosOf(plan);
  });

  test.each([
    [
      'an alert that ends with sight',
      /^tide-unknown-long fires after/,
      /or absent\(max\(mission_control_escalation[^\n]*\n[^\n]*/,
      '',
    ],
    ['an alert that outlives its end', /^tide-unknown-long fires after/, '"inactive|waiting"', '"waiting"'],
    [
      'an alert at any hour',
      /^tide-unknown-long is silent while a gate/,
      'state=~"firing"',
      'state=~"firing|waiting"',
    ],
    [
      'an alert before its time',
      /^tide-unknown-long is silent while it comes/,
      'state=~"firing"',
      'state=~"firing|pending"',
    ],
    ['an alert that counts anew', /^tide-unknown-long fires at once/, 'for: 0s', 'for: 10m'],
    ['a severity that is lost', /^tide-unknown-long fires after/, 'severity: P1\n          mesh', 'mesh'],
    [
      'a link that leads elsewhere',
      /^tide-unknown-long fires after/,
      'runbooks/tide_unknown',
      'runbooks/feed_crashing',
    ],
    [
      'any console will do',
      /^another console/,
      'absent(mission_control_evaluated_timestamp_seconds{job="mission-control"})',
      'absent(mission_control_evaluated_timestamp_seconds)',
    ],
    [
      'an outcome that is not said is calm',
      /^an outcome that is not said/,
      /or absent\(max\(mission_control_execution_outcome[^\n]*/,
      '',
    ],
    [
      'nobody hears the console that is ahead',
      /^a rule like tide-unknown-long/,
      'state="firing"}) == 1',
      'state="firing"}) == 2',
    ],
    ['two alerts for one cause', /^tide-unknown-long fires after/, /unless on \(rule\) ALERTS[^\n]*/, ''],
  ])('%s', async (_which, scenario, from, to) => {
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    const shown = scenarios.filter(({ name }) => scenario.test(name));
    expect(shown.length).toBe(1);
    const { status, output } = await run(plan, shown, broken);
    expect({ status, output }).toMatchObject({ status: 1, output: expect.stringContaining('FAILED') });
    expect(output).not.toMatch(/parse error|yaml:/);
  });
});

describe('from facts to alerts', () => {
  const plan: Plan = {
    ...SAMPLE_PLAN,
    escalations: SAMPLE_PLAN.escalations.filter(({ id }) => id === 'stale-long' || id === 'crane-on'),
  };
  const stale = { MissionControlStaleLong: [{}] };

  /** What a console says at each scrape; `facts` by its time, and seconds since the start. */
  async function seriesOf(
    begins: number,
    end: number,
    facts: (now: number, seconds: number) => readonly Fact[],
  ): Promise<Series[]> {
    const console = new SampleConsole(plan, begins);
    const pages = [];
    for (let seconds = 0; seconds <= end; seconds += STEP) {
      console.now = begins + seconds * 1_000;
      console.hear(facts(console.now, seconds));
      pages.push(await console.page());
    }
    return recorded(pages.map((page) => page.filter(({ name }) => !/bucket|nodejs|process/.test(name))));
  }

  const SATURDAY = Date.parse('2026-11-21T15:15:00Z');
  /** Scaled to zero: no pod, and nobody to ask. */
  const stopped = (now: number): Fact[] =>
    seenAt(now, [
      ...calmFacts().filter(({ subject }) => !/feed/.test(subject)),
      ...status(),
      workload('feed', { desired: 0, actual: 0, ready: 0 }),
      { ...pod('feed-1', 'feed'), value: null },
      { ...attempt('feed', 'beat', 'pier/feed-1', 'timeout'), value: null },
    ]);
  /** One tick in three minutes: stale for two thirds of the time, and never for two minutes. */
  const rarely = (now: number, seconds: number): Fact[] => available(now, now - (seconds % 175) * 1_000);

  test.each<[string, number, (now: number, seconds: number) => readonly Fact[], Scenario['expected']]>([
    [
      'a streamer that is scaled to zero pages after two minutes',
      NOW,
      (now, seconds) => (seconds < 60 ? available(now) : stopped(now)),
      [
        [60 + 120 - STEP, {}],
        [60 + 120, stale],
        [900, stale],
      ],
    ],
    [
      'one tick in three minutes pages, though it is never stale for two',
      NOW,
      rarely,
      [
        [300, {}],
        [900, stale],
        [1_800, stale],
      ],
    ],
    [
      'neither pages while the market is closed; whether a streamer without pods would tick is not known',
      SATURDAY,
      (now, seconds) => (seconds < 900 ? stopped(now) : rarely(now, seconds)),
      [
        [240, {}],
        [600, { MissionControlCannotTell: [{ rule: 'stale-long', severity: 'P1' }] }],
        [1_800, {}],
      ],
    ],
  ])(
    '%s',
    async (name, begins, facts, expected) => {
      const series = await seriesOf(begins, Math.max(...expected.map(([at]) => at)), facts);
      expect(await run(plan, [{ name, series, expected }])).toMatchObject(OK);
    },
    PATIENCE_MS,
  );

  test(
    'a feed that stops pages in time; to lose it from sight ends nothing, and its ticks do',
    async () => {
      const [stops, lost, back, end] = [120, 600, 1_500, 1_800];
      const series = await seriesOf(NOW, end, (now, seconds) => {
        const lastTickAt = seconds < stops || seconds >= back ? now - 1_500 : NOW + stops * 1_000;
        return seconds >= lost && seconds < back ? unavailable(now) : available(now, lastTickAt);
      });
      const unseen = series.flatMap(({ name, labels: { safety, source = '' } }) =>
        name === 'mission_control_source_seen' && safety === 'true' ? [{ source }] : [],
      );
      // Stale at 60 s without a tick, and then for two minutes.
      const fires = stops + 60 + 120;
      const expected: Scenario['expected'] = [
        [fires - STEP, {}],
        [fires, stale],
        [lost - STEP, stale],
        [
          back - STEP,
          {
            ...stale,
            MissionControlExecutionUnproven: [{}],
            MissionControlSafetySourceBlind: unseen,
            MissionControlSourceBlind: [{ source: 'discovery/kinds' }, { source: 'watch/Node' }],
            MissionControlCannotTell: [{ rule: 'crane-on', severity: 'P0' }],
          },
        ],
        [back, stale],
        [back + 30, {}],
        [end, {}],
      ];
      expect(await run(plan, [{ name: 'a feed that stops', series, expected }])).toMatchObject(OK);
    },
    PATIENCE_MS,
  );
});
