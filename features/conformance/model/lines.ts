/** Each line of an agent's contract with how it stands: by the rules that check it, or why it cannot be seen. */

import { say } from '#lib/evaluate/conformance/say.ts';
import { distinctMessages } from '#lib/evaluate/conformance/verdict.ts';
import type { AgentPlan, ContractLine } from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';
import { type ConformanceState, VERDICT_RANK, type Verdict } from '#lib/vocabulary.ts';
import type { ContractCell, ContractLinePosture } from '../document.ts';
import { cellWhy } from './cell-text.ts';

export function linesOf({ contract }: AgentPlan, cells: readonly ContractCell[]): ContractLinePosture[] {
  const of = (kind: ContractLinePosture['kind'], lines: readonly ContractLine[]) =>
    lines.map((line) => ({ kind, text: line.text, rules: line.check ?? [], ...standing(line, cells) }));
  return [
    ...of('must', contract.must),
    ...of('must-never', contract.mustNever),
    ...of('safety', contract.safetyDependencies),
  ];
}

type Summary = Pick<ContractLinePosture, 'state' | 'verdict' | 'why'>;

const unseen = (why: Message): Summary => ({ state: 'cannot-see', verdict: 'unknown', why });

/**
 * Evidence against a line decides. It holds only if its rules cover all of it: with something of it `unseen`, rules
 * can break it and never prove it.
 */
function standing(line: ContractLine, cells: readonly ContractCell[]): Summary {
  const rules = cells.filter((cell) => line.check?.includes(cell.rule));
  const of = (state: ConformanceState) => rules.filter((cell) => cell.state === state);
  const told = (state: ConformanceState, from: readonly ContractCell[]): Summary => ({
    state,
    verdict: worstOf(from),
    why: say('clauses', { items: distinctMessages(from.map(cellWhy)), most: from.length }),
  });
  const [broken, hidden, holding] = [of('broken'), of('cannot-see'), of('holds')];
  if (broken.length > 0) return told('broken', broken);
  if (line.unseen !== undefined) return unseen(say('quoted', { words: line.unseen }));
  if (hidden.length > 0) return told('cannot-see', hidden);
  if (holding.length > 0) return told('holds', holding);
  return unseen(rules.length === 0 ? say('conform-no-rule') : say('conform-rules-do-not-apply'));
}

/** The worst verdict of the cells that decide. */
function worstOf(cells: readonly ContractCell[]): Verdict {
  return cells.map((cell) => cell.verdict).reduce((a, b) => (VERDICT_RANK[b] < VERDICT_RANK[a] ? b : a));
}
