/** A console's metrics over time, and the expected alerts: one test for `promtool test rules`. */

import type { Sample } from '#lib/contracts/prometheus-text.ts';
import type { AlertingRule } from '#server/cli/prometheus/alerting-rule.ts';
import { type Course, inputSeries, type Series, STEP, steady, withCourse } from './series.ts';

/** The alerts that fire at one time, by name, each with the labels that it has beyond its rule's own. */
type Firing = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

export interface Scenario {
  name: string;
  series: Series[];
  /** By seconds from the start. At these times every alert that is not named must be silent. */
  expected: readonly (readonly [seconds: number, firing: Firing])[];
}

/** Alerts a minute after the last scrape. */
export const DEAD: Firing = {
  MissionControlAbsent: [{ job: 'mission-control' }],
  MissionControlExecutionUnproven: [{}],
};

/** An interval of a state set: this member is 1 from then on; null: nothing is scraped. */
type StateInterval = readonly [from: number, member: string | null];

/** The course of one member of a state set over these intervals. */
export function stateCourse(member: string, intervals: readonly StateInterval[]): Course {
  return (seconds) => {
    const held = intervals.findLast(([from]) => from <= seconds)?.[1];
    return held === undefined || held === null ? null : Number(held === member);
  };
}

const CALM: Readonly<Record<string, { label: string; member: string }>> = {
  mission_control_escalation_state: { label: 'state', member: 'inactive' },
  mission_control_execution_outcome: { label: 'outcome', member: 'proven-off' },
  mission_control_permissions_verdict: { label: 'verdict', member: 'good' },
};

/** This page with every state as it is when all is well and seen, evaluated at each step. */
export function calmSeries(page: readonly Sample[]): Series[] {
  return withCourse(steady(page), ({ name, labels }) => {
    if (name === 'mission_control_evaluated_timestamp_seconds') return (seconds) => 1_000_000 + seconds;
    if (name === 'mission_control_source_seen') return () => 1;
    const calm = CALM[name];
    return calm === undefined ? undefined : () => Number(labels[calm.label] === calm.member);
  });
}

/** The series with one rule going through these states. */
export function withRule(
  series: readonly Series[],
  rule: string,
  intervals: readonly StateInterval[],
): Series[] {
  return withCourse(series, ({ name, labels }) =>
    name === 'mission_control_escalation_state' && labels.rule === rule
      ? stateCourse(labels.state ?? '', intervals)
      : undefined,
  );
}

/** The series with a state set going through these states. */
export function withState(
  series: readonly Series[],
  set: string,
  intervals: readonly StateInterval[],
): Series[] {
  const label = CALM[set]?.label ?? '';
  return withCourse(series, ({ name, labels }) =>
    name === set ? stateCourse(labels[label] ?? '', intervals) : undefined,
  );
}

/** The series as they are while the console is not scraped in these seconds. */
export function unscraped(series: readonly Series[], from: number, to = Number.POSITIVE_INFINITY): Series[] {
  return series.map((one) => ({
    ...one,
    course: (seconds) => (seconds >= from && seconds < to ? null : one.course(seconds)),
  }));
}

/** The document of `promtool test rules` for these scenarios. */
export function testDocument(file: string, rules: readonly AlertingRule[], scenarios: readonly Scenario[]) {
  return {
    rule_files: [file],
    evaluation_interval: `${STEP}s`,
    group_eval_order: ['mission-control-escalation', 'mission-control-console'],
    tests: scenarios.map(({ name, series, expected }) => ({
      name,
      interval: `${STEP}s`,
      input_series: inputSeries(series, Math.max(...expected.map(([seconds]) => seconds)) + STEP),
      alert_rule_test: expected.flatMap(([seconds, firing]) =>
        rules.map((rule) => ({
          eval_time: `${seconds}s`,
          alertname: rule.alert,
          exp_alerts: (firing[rule.alert] ?? []).map((more) => expectedAlert(rule, more)),
        })),
      ),
    })),
  };
}

/** As Alertmanager gets it: templates filled in. */
function expectedAlert(rule: AlertingRule, more: Readonly<Record<string, string>>) {
  const labels = { ...more, ...mapped(rule.labels, filled({})) };
  return { exp_labels: labels, exp_annotations: mapped(rule.annotations, filled(labels)) };
}

function mapped(record: Readonly<Record<string, string>>, map: (text: string) => string) {
  return Object.fromEntries(Object.entries(record).map(([key, text]) => [key, map(text)]));
}

const filled = (labels: Readonly<Record<string, string>>) => (text: string) =>
  text
    .replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => labels[label] ?? '')
    .replaceAll('{{ "{{" }}', '{{');
