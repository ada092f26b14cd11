/** When each alert about the console itself must fire, and when it must be silent. */

import type { EscalationPlan } from '#lib/plan/schema.ts';
import { DEAD, type Scenario, unscraped, withRule, withState } from './scenario.ts';
import { type Course, type Series, STEP, withCourse } from './series.ts';

const BEGINS = 60;

export function consoleScenarios(calm: readonly Series[], rules: readonly EscalationPlan[]): Scenario[] {
  return [
    {
      name: 'all is well: every alert is silent',
      series: [...calm],
      expected: [
        [0, {}],
        [STEP, {}],
        [1_200, {}],
      ],
    },
    ...aliveness(calm),
    ...proofs(calm),
    ...sources(calm),
    ...rules.flatMap((rule) => knowledge(calm, rule)),
  ];
}

/** From `BEGINS` on: silent until it has lasted, firing then. */
const after = (
  seconds: number,
  alert: string,
  labels: Readonly<Record<string, string>> = {},
): Scenario['expected'] => [
  [BEGINS - STEP, {}],
  [BEGINS + seconds - STEP, {}],
  [BEGINS + seconds, { [`MissionControl${alert}`]: [labels] }],
];

/** The series, with those of this name and others as given on another course from `BEGINS` on. */
function changed(
  calm: readonly Series[],
  metric: string,
  course: Course,
  asked: (labels: Series['labels']) => boolean = () => true,
): Series[] {
  return withCourse(calm, (one) =>
    one.name === `mission_control_${metric}` && asked(one.labels)
      ? (seconds) => (seconds < BEGINS ? one.course(seconds) : course(seconds))
      : undefined,
  );
}

function aliveness(calm: readonly Series[]): Scenario[] {
  const anotherJob = calm.map((one) => ({ ...one, labels: { ...one.labels, job: 'another' } }));
  const expected: Scenario['expected'] = [
    [BEGINS + 45, {}],
    [BEGINS + 60, DEAD],
    [BEGINS + 600, DEAD],
  ];
  return [
    { name: 'a dead console is told', series: unscraped(calm, BEGINS), expected },
    {
      name: 'another console beside it does not speak for it',
      series: [...unscraped(calm, BEGINS), ...anotherJob],
      expected,
    },
    {
      name: 'a restart within a minute is no alert',
      series: unscraped(calm, BEGINS, BEGINS + 60),
      expected: [
        [BEGINS + 45, {}],
        [BEGINS + 60, {}],
        [BEGINS + 120, {}],
      ],
    },
    {
      name: 'a console that stands still is told',
      series: changed(calm, 'evaluated_timestamp_seconds', () => 1_000_000 + BEGINS),
      // Two minutes without a change, and a minute of that.
      expected: after(180, 'Stalled'),
    },
  ];
}

function proofs(calm: readonly Series[]): Scenario[] {
  const set = 'mission_control_execution_outcome';
  return [
    {
      name: 'execution that is not proven is told',
      series: withState(calm, set, [
        [0, 'proven-off'],
        [BEGINS, 'unproven'],
      ]),
      expected: after(60, 'ExecutionUnproven'),
    },
    {
      name: 'an outcome that is not said is not proven',
      series: changed(calm, 'execution_outcome', () => null),
      expected: after(60, 'ExecutionUnproven'),
    },
    {
      name: 'what is proven to run is not unproven: the rules of the plan tell of it',
      series: withState(calm, set, [
        [0, 'proven-off'],
        [BEGINS, 'not-off'],
      ]),
      expected: [[BEGINS + 600, {}]],
    },
    {
      name: 'a credential that could write is told',
      series: withState(calm, 'mission_control_permissions_verdict', [
        [0, 'good'],
        [BEGINS, 'attention'],
      ]),
      expected: after(300, 'NotReadOnly'),
    },
  ];
}

function sources(calm: readonly Series[]): Scenario[] {
  const found = (safety: string) =>
    calm.find(({ name, labels }) => name === 'mission_control_source_seen' && labels.safety === safety)
      ?.labels.source ?? '';
  const blind = (source: string) =>
    changed(
      calm,
      'source_seen',
      () => 0,
      (labels) => labels.source === source,
    );
  const [safety, other] = [found('true'), found('false')];
  return [
    {
      name: 'a blind source of the safety proofs is told',
      series: blind(safety),
      expected: after(60, 'SafetySourceBlind', { source: safety }),
    },
    {
      name: 'another blind source is told',
      series: blind(other),
      expected: after(300, 'SourceBlind', { source: other }),
    },
    {
      name: 'failing callbacks are told',
      series: changed(calm, 'source_mishaps_total', () => 2),
      expected: [
        [BEGINS - STEP, {}],
        [BEGINS, { MissionControlMishaps: [{ instance: 'console:3000', job: 'mission-control' }] }],
        [BEGINS + 1_200, {}],
      ],
    },
  ];
}

function knowledge(calm: readonly Series[], { id, priority }: EscalationPlan): Scenario[] {
  return [
    {
      name: `${id} that cannot be told is told`,
      series: withRule(calm, id, [
        [0, 'inactive'],
        [BEGINS, 'cannot-tell'],
      ]),
      expected: after(300, 'CannotTell', { rule: id, severity: priority }),
    },
    {
      name: `${id} that the running console does not have is told`,
      series: changed(
        calm,
        'escalation_state',
        () => null,
        ({ rule }) => rule === id,
      ),
      expected: after(300, 'RuleMissing', { rule: id, job: 'mission-control' }),
    },
  ];
}
