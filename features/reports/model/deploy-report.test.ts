import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '#lib/facts/fact.ts';
import {
  blind,
  calmFacts,
  config,
  container,
  literal,
  NOW,
  POLLS,
  pod,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { sampleEvaluation } from '#testing/samples/sample-evaluation.ts';
import { EXECUTION } from '#testing/samples/situations/execution.ts';
import { type DeployReport, deployReport } from './deploy-report.ts';
import { deployReportMarkdown, HEADER_END } from './deploy-report-markdown.ts';

const reportOf = (facts: readonly Fact[], now = NOW): DeployReport =>
  deployReport(sampleEvaluation(facts, now));
const calm = (...more: Fact[]): DeployReport => reportOf([...calmFacts(), ...more]);
const component = (report: DeployReport, name: string) => report.components.find((c) => c.name === name);

function below(report: DeployReport): string {
  const { header: _header, ...rest } = report;
  const markdown = deployReportMarkdown(report).split(`\n${HEADER_END}\n`).slice(1);
  return JSON.stringify(rest) + markdown.join('');
}

describe('what is deployed, where, with which image', () => {
  test('each workload of the mesh with its images, in order; what a run or a rollout makes is left out', () => {
    const images = {
      containers: [
        container({ name: 'main', image: 'r/feed:2' }),
        container({ name: 'side', image: 'r/side:1' }),
      ],
    };
    const report = calm(
      workload('feed', { ...images, labels: { git_sha: '54afffe' } }),
      workload('feed-5d4f8c7b9d', {
        kind: 'ReplicaSet',
        owner: { kind: 'Deployment', name: 'feed', group: 'apps' },
      }),
      workload('ops-2991', { kind: 'Job', owner: { kind: 'CronJob', name: 'ops', group: 'batch' } }),
      workload('far', { namespace: 'elsewhere' }),
    );
    expect(report.workloads.map((w) => w.name)).toEqual(['crane', 'feed', 'pilot']);
    expect(report.workloads[1]).toMatchObject({
      agent: 'feed',
      revision: '54afffe',
      containers: [
        { name: 'main', image: 'r/feed:2' },
        { name: 'side', image: 'r/side:1' },
      ],
    });
  });

  test('an executor is listed wherever it is', () => {
    const report = calm(workload('crane', { namespace: 'elsewhere', desired: 1, actual: 1, ready: 1 }));
    expect(report.workloads.filter((w) => w.name === 'crane').map((w) => w.namespace)).toEqual([
      'elsewhere',
      'pier',
    ]);
  });

  test('a workload that the plan does not know has no agent', () => {
    const report = calm(workload('stranger'));
    expect(report.workloads.find((w) => w.name === 'stranger')?.agent).toBeNull();
    expect(report.undeclared).toEqual([{ kind: 'Deployment', namespace: 'pier', name: 'stranger' }]);
  });

  test.each([
    [{ kind: 'CronJob', desired: 1, ready: 1 }, 'scheduled'],
    [{ kind: 'CronJob', desired: 1, ready: 0 }, 'scheduled'],
    [{ kind: 'CronJob', desired: 0, ready: 0 }, 'suspended'],
    [{ kind: 'Job', desired: 0, ready: 0, finished: 'failed' }, 'failed'],
    [{ kind: 'Deployment', desired: 2, ready: 1 }, '1 of 2 ready'],
  ] as const)('%j is %s', (value, state) => {
    expect(calm(workload('x', value)).workloads.find((w) => w.name === 'x')?.state).toBe(state);
  });

  test('pods of what stays, by name, with why one waits', () => {
    const report = calm(
      waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff'),
      pod('ops-2991-x', 'ops', { workload: { kind: 'Job', name: 'ops-2991' } }),
    );
    expect(report.pods.map((p) => p.name)).not.toContain('ops-2991-x');
    expect(report.pods.find((p) => p.name === 'pilot-0')).toMatchObject({
      waiting: 'CrashLoopBackOff',
      ready: false,
    });
  });
});

describe('is it healthy, and may it run', () => {
  test('calm: all critical components are ok, and what is off is off as planned', () => {
    const report = calm();
    expect(report.critical).toEqual({ health: 'ok', notOk: [] });
    expect(component(report, 'crane')).toMatchObject({
      health: 'off, as planned',
      mayRun: 'off',
      allowed: 'yes',
    });
    expect(component(report, 'feed')).toMatchObject({ health: 'ok', mayRun: 'always', allowed: 'yes' });
  });

  test('an executor that is wanted is not allowed', () => {
    const report = calm(workload('crane', { desired: 1, actual: 1, ready: 1 }));
    expect(component(report, 'crane')).toMatchObject({ health: 'not ok', allowed: 'no' });
    expect(report.issues[0]).toMatchObject({ priority: 'P0', verdict: 'bad' });
  });

  test('nobody is allowed a live mode', () => {
    const live = workload('pilot', {
      kind: 'StatefulSet',
      containers: [container({ environment: [literal('MODE', 'LIVE')] })],
    });
    expect(component(calm(live), 'pilot')?.allowed).toBe('no');
  });

  test.each([
    ['a live mode in quotes', [literal('MODE', '"LIVE"')]],
    ['a setting that speaks of orders', [literal('LIVE_TRADING', 'true')]],
    ['a bypass of the gate', [literal('NO_GATE', '1')]],
  ])('%s is not allowed', (_, environment) => {
    const containers = [container({ environment })];
    expect(component(calm(workload('feed', { containers })), 'feed')?.allowed).not.toBe('yes');
  });

  test('where nothing is known nothing is ok, and nothing is allowed', () => {
    const report = reportOf([]);
    expect(report.critical.health).toBe('unknown');
    expect(report.components.filter((c) => c.mayRun !== 'on-demand').map((c) => c.allowed)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(report.execution.outcome).toBe('unproven');
  });

  test('a halt switch as it stands, and one that is gone', () => {
    const report = calm(config('brake', null));
    expect(report.haltSwitches.map((s) => [s.id, s.value])).toEqual([
      ['brake', null],
      ['second', 'true'],
    ]);
  });

  test('a source of the proofs that is blind is an issue of its own', () => {
    const report = reportOf([...calmFacts(), ...POLLS.map(blind)]);
    expect(report.issues.some((i) => i.subject.startsWith('source ') && i.priority === 'P0')).toBe(true);
  });
});

describe('the same state gives the same bytes below the header', () => {
  const situations = Object.values(EXECUTION).map(({ facts = [] }) => facts);

  /** Facts of one subject keep their order: the later one is the state. */
  const shuffled = (facts: readonly Fact[]) => {
    const keyOf = (f: Fact) => `${f.kind} ${f.subject}`;
    const keys = [...new Set(facts.map(keyOf))];
    return fc
      .shuffledSubarray(keys, { minLength: keys.length })
      .map((order) => order.flatMap((key) => facts.filter((f) => keyOf(f) === key)));
  };

  test('in whatever order the sources reported', () => {
    const given = fc.constantFrom(...situations).chain((more) => {
      const facts = [...calmFacts(), ...more];
      return fc.record({ facts: fc.constant(facts), other: shuffled(facts) });
    });
    fc.assert(
      fc.property(given, ({ facts, other }) => {
        expect(below(reportOf(other))).toBe(below(reportOf(facts)));
      }),
      { numRuns: 150 },
    );
  });

  test('whenever it is looked at, within what counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), (later) => {
        expect(below(reportOf(calmFacts(), NOW + later))).toBe(below(calm()));
      }),
    );
  });

  test('another time of day is in the header alone', () => {
    const early = deployReportMarkdown(reportOf(calmFacts()));
    const late = deployReportMarkdown(reportOf(calmFacts(), NOW + 1_500));
    expect(early).not.toBe(late);
    expect(early.split(`\n${HEADER_END}\n`)[1]).toBe(late.split(`\n${HEADER_END}\n`)[1]);
  });

  test('no text tells a time of day', () => {
    for (const facts of situations)
      expect(below(reportOf([...calmFacts(), ...facts]))).not.toMatch(/\d\d:\d\d:\d\d/);
  });

  test('another state gives other bytes', () => {
    expect(below(calm(config('brake', { HALTED: '0' })))).not.toBe(below(calm()));
  });
});

test('what images and agents say cannot break a table', () => {
  const hostile = workload('feed', { containers: [container({ image: 'r/evil:1 | <b>\n# head' })] });
  const lines = deployReportMarkdown(calm(hostile)).split('\n');
  expect(lines.filter((l) => l.startsWith('#')).some((l) => l.includes('head'))).toBe(false);
  expect(lines.find((l) => l.includes('r/evil:1'))).toContain('r/evil:1 \\| \\<b\\> # head');
});
