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
    ...(lastsOf(rule) === 0 ? [] : [endsInTime(calm, rule), consoleIsAhead(calm, rule)]),
  ]);
}

/** Required duration, in whole steps. */
function lastsOf({ forSeconds }: EscalationPlan): number {
  return Math.ceil(forSeconds / STEP) * STEP;
}

/**
 * The alert fires after its `for`. Neither `cannot-tell` nor a dead console ends it; `inactive` or `waiting` does.
 */
function firesAndStays(calm: readonly Series[], rule: EscalationPlan): Scenario {
  const lasts = lastsOf(rule);
  const fires = BEGINS + lasts;
  const [lost, dead, back] = [fires + 60, fires + 180, fires + 600];
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

function endsInTime(calm: readonly Series[], rule: EscalationPlan): Scenario {
  const fires = BEGINS + lastsOf(rule);
  return {
    name: `${rule.id} is silent when its condition ends before its time`,
    series: withRule(calm, rule.id, [
      [0, 'inactive'],
      [BEGINS, 'pending'],
      [fires - STEP, 'inactive'],
      [fires, 'pending'],
    ]),
    expected: [
      [fires, {}],
      [fires + STEP, {}],
    ],
  };
}

/** The console knows of a condition that began before Prometheus saw it: somebody is paged within a minute. */
function consoleIsAhead(calm: readonly Series[], rule: EscalationPlan): Scenario {
  const fires = BEGINS + lastsOf(rule);
  const pending = { MissionControlEscalation: [{ rule: rule.id, severity: rule.priority }] };
  return {
    name: `${rule.id} pages within a minute when the console says at once that it fires`,
    series: withRule(calm, rule.id, [
      [0, 'inactive'],
      [BEGINS, 'firing'],
    ]),
    expected: [
      [BEGINS + 45, {}],
      ...(fires > BEGINS + 60 ? [[BEGINS + 60, pending] as const, [fires - STEP, pending] as const] : []),
      [fires, { [escalationAlertName(rule)]: [{}] }],
    ],
  };
}
