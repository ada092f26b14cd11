import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '#lib/facts/fact.ts';
import { calmFacts, config, container, workload } from '#testing/samples/facts.ts';
import { sampleEvaluation } from '#testing/samples/sample-evaluation.ts';
import { EXECUTION } from '#testing/samples/situations/execution.ts';
import { type ComparableReport, comparableReportSchema, compareReports } from './compare.ts';
import { deployReport } from './deploy-report.ts';

/** As it comes back from a file. */
const reportOf = (...more: Fact[]): ComparableReport =>
  comparableReportSchema.parse(
    JSON.parse(JSON.stringify(deployReport(sampleEvaluation([...calmFacts(), ...more])))),
  );

const image = (name: string) => workload('feed', { containers: [container({ name: 'main', image: name })] });

describe('what differs between two reports', () => {
  test.each<[string, Fact[], Fact[], object]>([
    [
      'an image, of the workload and the container that have it',
      [image('r/feed:1')],
      [image('r/feed:2')],
      {
        kind: 'workload',
        subject: 'Deployment pier/feed',
        field: 'image of main',
        before: 'r/feed:1',
        after: 'r/feed:2',
      },
    ],
    [
      'a halt switch',
      [],
      [config('brake', { HALTED: '0' })],
      { kind: 'switch', subject: 'brake', field: 'value', before: '1', after: '0' },
    ],
    [
      'a halt switch that is gone is told as that, and not as empty',
      [],
      [config('brake', null)],
      { kind: 'switch', subject: 'brake', field: 'value', before: '1', after: 'not there' },
    ],
    [
      'whether execution is off',
      [],
      [workload('crane', { desired: 1, actual: 1, ready: 1 })],
      { kind: 'execution', subject: 'execution', field: 'outcome', before: 'proven-off', after: 'not-off' },
    ],
    [
      'a workload that came',
      [],
      [workload('stranger')],
      {
        kind: 'undeclared',
        subject: 'Deployment pier/stranger',
        field: 'in the plan',
        before: null,
        after: 'no',
      },
    ],
    [
      'a workload that went',
      [workload('stranger')],
      [],
      {
        kind: 'undeclared',
        subject: 'Deployment pier/stranger',
        field: 'in the plan',
        before: 'no',
        after: null,
      },
    ],
  ])('%s', (_name, before, after, difference) => {
    expect(compareReports(reportOf(...before), reportOf(...after))).toContainEqual(difference);
  });

  test('nothing, where the state is the same', () => {
    expect(compareReports(reportOf(), reportOf())).toEqual([]);
  });

  test('the other way round everything that came went, whatever the two are', () => {
    const reports = Object.values(EXECUTION).map(({ facts = [] }) => reportOf(...facts));
    const any = fc.constantFrom(...reports);
    fc.assert(
      fc.property(any, any, (a, b) => {
        const there = compareReports(a, b).map(({ before, after, ...where }) => ({
          ...where,
          before: after,
          after: before,
        }));
        const back = compareReports(b, a);
        expect(back).toHaveLength(there.length);
        expect(back).toEqual(expect.arrayContaining(there));
      }),
    );
  });
});

test.each([null, {}, { execution: 1 }, []])('%j is no report', (document) => {
  expect(comparableReportSchema.safeParse(document).success).toBe(false);
});
