import type { Condition } from './kind-parts.ts';

/** New conditions, with the time of transition kept where the status of a condition did not change. */
export function withTransitions(
  before: readonly Condition[] | undefined,
  now: string,
  conditions: readonly Condition[],
): Condition[] {
  return conditions.map((condition) => {
    const old = before?.find((candidate) => candidate.type === condition.type);
    const kept = old?.status === condition.status ? old.lastTransitionTime : undefined;
    return { ...condition, lastTransitionTime: kept ?? condition.lastTransitionTime ?? now };
  });
}
