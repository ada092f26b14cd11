/** What one person on call hands to the next, from what was published in the shift. Pure. */
import { instant } from '../judgement/evidence.ts';
import { EXECUTION_OUTCOMES, PRIORITIES } from '../vocabulary.ts';
import type { ExecutionSpell, Fired, Handover, Untold } from '../wire/handover.ts';
import type { EscalationPosture } from '../wire/posture.ts';
import { cadenceOf } from './cadence.ts';
import { changesOf } from './changes.ts';
import { gapsOf, type Shift, type Stretch, stretchesOf } from './shift.ts';
import { spellsOf } from './spells.ts';

export function handoverOf(shift: Shift): Handover {
  const stretches = stretchesOf(shift);
  return {
    from: instant(shift.from),
    to: instant(shift.to),
    unwatched: gapsOf(shift).map(({ from, to, why }) => ({ from: instant(from), to: instant(to), why })),
    execution: executionOf(stretches),
    fired: firedOf(stretches),
    untold: untoldOf(stretches),
    open: stretches.at(-1)?.told?.actions ?? null,
    cadence: cadenceOf(shift, stretches),
    changes: changesOf(stretches),
  };
}

function executionOf(stretches: readonly Stretch[]): ExecutionSpell[] {
  const spells = EXECUTION_OUTCOMES.flatMap((outcome) => {
    const headline =
      stretches.find(({ told }) => told?.execution.outcome === outcome)?.told?.execution.headlinePast ?? '';
    return spellsOf(stretches, ({ execution }) =>
      execution.outcome === outcome ? { since: Date.parse(execution.since) } : null,
    ).map((spell) => ({ ...spell, outcome, headline }));
  });
  return spells.sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/** Every rule that any posture of the shift has, as it was last told. */
function rulesOf(stretches: readonly Stretch[]): EscalationPosture[] {
  const last = new Map(
    stretches.flatMap(({ told }) => (told?.escalations ?? []).map((rule) => [rule.id, rule])),
  );
  return [...last.values()];
}

function ruleIn(told: Stretch['told'], id: string): EscalationPosture | undefined {
  return told?.escalations.find((rule) => rule.id === id);
}

function firedOf(stretches: readonly Stretch[]): Fired[] {
  const fired = rulesOf(stretches).flatMap(({ id, priority, title }) => {
    const spells = spellsOf(stretches, (told) => {
      const rule = ruleIn(told, id);
      if (rule?.state !== 'firing') return null;
      return { since: rule.firesAt === null ? null : Date.parse(rule.firesAt) };
    });
    const last = stretches.findLast(({ told }) => ruleIn(told, id)?.state === 'firing');
    const rule = ruleIn(last?.told ?? null, id);
    if (rule === undefined) return [];
    const { because, agent, runbook } = rule;
    return [{ id, priority, title, because, agent, runbook, spells }];
  });
  return fired.sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
}

/** A rule that cannot be told did not fire, and was not quiet either: the next one must know. */
function untoldOf(stretches: readonly Stretch[]): Untold[] {
  return rulesOf(stretches).flatMap(({ id, title }) => {
    const seconds = stretches
      .filter(({ told }) => ruleIn(told, id)?.state === 'cannot-tell')
      .reduce((sum, { from, to }) => sum + (to - from) / 1000, 0);
    return seconds === 0 ? [] : [{ id, title, seconds }];
  });
}
