/** For each escalation rule of a plan: when its alert must fire, when it must be silent, and what may not end it. */

import type { EscalationPlan } from '#lib/plan/schema.ts';
import { escalationAlertName } from '#server/cli/prometheus/escalation-alerts.ts';
import { DEAD, type Scenario, unscraped, withRule } from './scenario.ts';
import { type Series, STEP } from './series.ts';

const BEGINS = 60;

export function escalationScenarios(calm: readonly Series[], rules: readonly EscalationPlan[]): Scenario[] {
  return rules.flatMap((rule) => [
    firesAndStays(calm, rule),
    neverFires(calm, rule),
    newRule(calm, rule),
    ...(lastsOf(rule) === 0 ? [] : [comesAndGoes(calm, rule), firesBetweenTwoLooks(calm, rule)]),
  ]);
}

/** Required duration, in whole steps. */
function lastsOf({ forSeconds }: EscalationPlan): number {
  return Math.ceil(forSeconds / STEP) * STEP;
}

/**
 * The alert fires when the console does. Neither `cannot-tell` nor a dead console ends it; `inactive` or `waiting` does.
 */
function firesAndStays(calm: readonly Series[], rule: EscalationPlan): Scenario {
  const lasts = lastsOf(rule);
  const fires = BEGINS + lasts;
  const [lost, dead, back] = [fires + 120, fires + 240, fires + 600];
  const fired = { [escalationAlertName(rule)]: [{}] };
  const series = withRule(calm, rule.id, [
    [0, 'inactive'],
    [BEGINS, lasts === 0 ? 'firing' : 'pending'],
    [fires, 'firing'],
    [lost, 'cannot-tell'],
    [back, 'inactive'],
  ]);
  return {
    name: `${rule.id} fires after its time and stays until the console says that it is over`,
    series: unscraped(series, dead, back),
    expected: [
      [BEGINS - STEP, {}],
      ...(lasts === 0 ? [] : [[fires - STEP, {}] as const]),
      [fires, fired],
      [lost - STEP, fired],
      [lost + 60, fired],
      [dead + 45, fired],
      [back - STEP, { ...fired, ...DEAD }],
      [back, {}],
      [back + 60, {}],
    ],
  };
}

function neverFires(calm: readonly Series[], rule: EscalationPlan): Scenario {
  const end = BEGINS + lastsOf(rule) + 60;
  return {
    name: `${rule.id} is silent while a gate holds it back`,
    series: withRule(calm, rule.id, [
      [0, 'inactive'],
      [BEGINS, 'waiting'],
    ]),
    expected: [
      [BEGINS, {}],
      [end, {}],
    ],
  };
}

/** Counting down is no page, however often it begins. */
function comesAndGoes(calm: readonly Series[], rule: EscalationPlan): Scenario {
  const end = BEGINS + 4 * lastsOf(rule);
  const beats = Array.from({ length: (end - BEGINS) / STEP }, (_, i) => BEGINS + i * STEP);
  return {
    name: `${rule.id} is silent while it comes and goes and is not due`,
    series: withRule(calm, rule.id, [
      [0, 'inactive'],
      ...beats.map((at, i) => [at, i % 3 === 2 ? 'inactive' : 'pending'] as const),
    ]),
    expected: [
      [BEGINS + lastsOf(rule), {}],
      [end, {}],
    ],
  };
}

/** The console has counted, over flaps or before Prometheus saw it: its word is enough. */
function firesBetweenTwoLooks(calm: readonly Series[], rule: EscalationPlan): Scenario {
  return {
    name: `${rule.id} fires at once when the console says so, however short it counted down`,
    series: withRule(calm, rule.id, [
      [0, 'inactive'],
      [BEGINS, 'pending'],
      [BEGINS + STEP, 'firing'],
    ]),
    expected: [
      [BEGINS, {}],
      [BEGINS + STEP, { [escalationAlertName(rule)]: [{}] }],
    ],
  };
}

/** The plan has gained a rule since the file was written: somebody is paged within a minute. */
function newRule(calm: readonly Series[], like: EscalationPlan): Scenario {
  const rule = `${like.id}-new`;
  const its = calm.filter(
    ({ name, labels }) => name === 'mission_control_escalation_state' && labels.rule === like.id,
  );
  const added = its.map((one) => ({ ...one, labels: { ...one.labels, rule } }));
  const told = { MissionControlEscalation: [{ rule, severity: like.priority }] };
  return {
    name: `a rule like ${like.id} that the file lacks pages within a minute`,
    series: withRule([...calm, ...added], rule, [
      [0, 'inactive'],
      [BEGINS, 'firing'],
    ]),
    expected: [
      [BEGINS + 45, {}],
      [BEGINS + 60, told],
    ],
  };
}
