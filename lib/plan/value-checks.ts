/** Values that contradict each other, and names of variables that are slips of one that the plan speaks of. */

import { nameKey } from '../settings/words.ts';
import type { PlanOutline } from './outline.ts';
import { mistake, type PlanIssue, type PlanPath } from './plan-issue.ts';
import { editDistance } from './suggest.ts';

export function valueChecks(plan: PlanOutline, texts: readonly string[]): PlanIssue[] {
  return [
    ...variableRoles(plan),
    ...misspeltVariables(plan, texts),
    ...gateValues(plan),
    ...objectives(plan),
    ...intervals(plan),
  ];
}

interface Variable {
  readonly name: string;
  readonly role: string;
  readonly path: PlanPath;
}

const LISTS = ['dryRun', 'enables', 'bypasses'] as const;

function variablesOf({ safety: { environment } }: PlanOutline): Variable[] {
  const path: PlanPath = ['safety', 'environment'];
  const listed = LISTS.flatMap((role) =>
    environment[role].map((name, i) => ({ name, role, path: [...path, role, i] })),
  );
  return [{ name: environment.mode, role: 'mode', path: [...path, 'mode'] }, ...listed].filter(
    ({ name }) => name !== '',
  );
}

/** A variable that makes a dry run cannot enable orders too. */
function variableRoles(plan: PlanOutline): PlanIssue[] {
  const variables = variablesOf(plan);
  return variables.flatMap(({ name, path }, i) => {
    const first = variables.slice(0, i).find((other) => nameKey(other.name) === nameKey(name));
    if (first === undefined) return [];
    const message = `expected each variable to have one meaning; found "${name}", which is under ${first.role} too`;
    return [mistake(path, message, 'Keep it where it belongs.')];
  });
}

/** So near to a variable that the plan's own texts name, and never named itself, a name is a slip. */
const SLIP = 2;
const VARIABLE = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;

/** No container would set such a variable, and what it tells would be taken for unset everywhere. */
function misspeltVariables(plan: PlanOutline, texts: readonly string[]): PlanIssue[] {
  const sentences = texts.filter((text) => /\s/.test(text.trim()));
  const spoken = new Set(sentences.flatMap((text) => text.match(VARIABLE) ?? []));
  const declared = declaredVariables(plan);
  const candidates = [...spoken].filter((name) => !declared.has(name));
  return variablesOf(plan).flatMap(({ name, path }) => {
    const meant = spoken.has(name) ? undefined : candidates.find((c) => editDistance(c, name) <= SLIP);
    if (meant === undefined) return [];
    const message = `expected a variable that programs read; found "${name}", and the plan’s own texts say "${meant}"`;
    return [mistake(path, message, `Did you mean "${meant}"?`)];
  });
}

function declaredVariables(plan: PlanOutline): ReadonlySet<string> {
  const { haltSwitches, gates } = plan.safety;
  return new Set([
    ...variablesOf(plan).map(({ name }) => name),
    ...gates.map(({ variable }) => variable),
    ...haltSwitches.flatMap(({ key, readAs }) => [key, ...readAs]),
  ]);
}

function gateValues({ safety }: PlanOutline): PlanIssue[] {
  return safety.gates.flatMap(({ variable, safe, danger }, i) =>
    danger.flatMap((value, j): PlanIssue[] => {
      if (!safe.includes(value)) return [];
      const message = `expected a value that is safe or dangerous; found "${value}" of ${variable} as both`;
      return [mistake(['safety', 'gates', i, 'danger', j], message, 'Keep it in one of the lists.')];
    }),
  );
}

/** An objective that no clock counts is never met and never missed. */
function objectives(plan: PlanOutline): PlanIssue[] {
  return plan.agents.flatMap(({ slo }, i): PlanIssue[] => {
    if (slo.objectivePercent === null || slo.clock !== 'none') return [];
    const message = `expected a clock that counts the objective of ${slo.objectivePercent} %; found none`;
    return [mistake(['agents', i, 'slo', 'clock'], message, 'Write the clock, or objectivePercent: null.')];
  });
}

/** Asked less often than a beat may be old, a healthy agent would be stale between two questions. */
function intervals(plan: PlanOutline): PlanIssue[] {
  return plan.agents.flatMap(({ probes }, i) =>
    probes.flatMap(({ intervalSeconds, limitSeconds }, j): PlanIssue[] => {
      if (intervalSeconds === null || limitSeconds === null || limitSeconds <= 0) return [];
      if (intervalSeconds <= limitSeconds) return [];
      const message = `expected to be asked within its limit of ${limitSeconds} seconds; found every ${intervalSeconds}`;
      const path: PlanPath = ['agents', i, 'probes', j, 'intervalSeconds'];
      return [mistake(path, message, 'Ask more often, or write a longer limit.')];
    }),
  );
}
