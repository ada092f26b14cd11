/** A situation of the sample mesh: what is seen in it, and when. */

import { conformanceOf } from '#features/conformance/model/conformance.ts';
import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { CloudSearch, Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { NOW } from '../facts.ts';
import { difference, type PostureLines, postureLines } from '../posture-lines.ts';
import { CALM, SITUATION_PLAN } from './plan.ts';

/** Changes to calm; with `only`, all facts. */
export interface Situation {
  facts?: readonly Fact[];
  only?: readonly Fact[];
  plan?: Plan;
  now?: number;
  /** True if the conformance table is included. */
  contracts?: boolean;
}

/** All situations of a family, by what they are. */
export type Situations = Readonly<Record<string, Situation>>;

/** Evaluation input of a situation. */
export function worldOf({ facts = [], only, plan = SITUATION_PLAN, now = NOW }: Situation): World {
  const ledger = applyAll(EMPTY_LEDGER, moved(now, only ?? [...CALM, ...facts]));
  return { plan, ledger, market: marketAt(now, declaredDays(plan)), now };
}

function linesOf({ contracts = false, ...situation }: Situation): PostureLines {
  const world = worldOf(situation);
  const { said, evaluationState } = evaluate(world, EMPTY_STATE);
  return postureLines(said, contracts ? conformanceOf(world, evaluationState).agents : []);
}

/** Its lines, compared with calm at the same instant. */
export function situationLines(situation: Situation): string {
  return difference(calmAt(situation), linesOf(situation)).join('\n');
}

const calms = new Map<string, PostureLines>();

/** Calm at the instant of a situation, with contracts where it has them; evaluated once. */
function calmAt({ now, contracts }: Situation): PostureLines {
  const key = `${now} ${contracts}`;
  const calm = calms.get(key) ?? linesOf({ now, contracts });
  calms.set(key, calm);
  return calm;
}

/** Lines that an instant changes without any facts. */
export function instantLines(now: number): string {
  return difference(linesOf({ only: [] }), linesOf({ only: [], now })).join('\n');
}

/** Lines of calm, in full. */
export function calmLines(): string {
  return difference(new Map(), linesOf({ contracts: true })).join('\n');
}

const TIMES: readonly string[] = ['lastTickAt', 'heartbeatAt', 'lastCycleAt', 'lastSeenAt', 'blindSince'];

/** The same facts at another time; times in them move along. */
function moved(now: number, facts: readonly Fact[]): Fact[] {
  const by = now - NOW;
  return facts.map((fact) => {
    if (fact.kind === 'cloud-search' && fact.value !== null)
      return { ...fact, observedAt: fact.observedAt + by, value: searchMoved(fact.value, by) };
    if ((fact.kind !== 'answer' && fact.kind !== 'source-status') || fact.value === null)
      return { ...fact, observedAt: fact.observedAt + by };
    const value = { ...fact.value };
    for (const key of TIMES) {
      const at: unknown = Reflect.get(value, key);
      if (typeof at === 'number') Reflect.set(value, key, at + by);
    }
    return Object.assign({ ...fact }, { observedAt: fact.observedAt + by, value });
  });
}

function searchMoved(search: CloudSearch, by: number): CloudSearch {
  const projects = search.projects.map((project) => ({
    ...project,
    regions: project.regions.map((region) => ({
      ...region,
      searchedAt: region.searchedAt === null ? null : region.searchedAt + by,
    })),
  }));
  return { ...search, projects };
}
