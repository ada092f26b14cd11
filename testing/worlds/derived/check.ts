/** Everything that is derived of a world, held against its truth. */

import type { Moment } from '../console.ts';
import type { Oracle } from '../oracle.ts';
import type { Verdicts } from '../verdicts.ts';
import type { SimulatedWorld } from '../world.ts';
import type { Case } from './claims.ts';
import { checkConformance } from './conformance.ts';
import { REAL } from './derivations.ts';
import { checkGate } from './gate.ts';
import { checkHandoff } from './handoff.ts';
import { checkLegacy } from './legacy.ts';
import { checkMetrics } from './metrics.ts';
import { checkReport } from './report.ts';
import { Sight } from './sight.ts';
import { checkSlo } from './slo.ts';
import { checkTimeline } from './timeline.ts';
import { toldOf } from './told.ts';
import { checkUp } from './up.ts';

/** The derived documents, each with its properties. */
export const DOCUMENTS = {
  up: checkUp,
  slo: checkSlo,
  'hand-off': checkHandoff,
  timeline: checkTimeline,
  conformance: checkConformance,
  metrics: checkMetrics,
  legacy: checkLegacy,
  check: checkGate,
  report: checkReport,
} as const satisfies Readonly<Record<string, (it: Case) => void>>;
export type DocumentName = keyof typeof DOCUMENTS;

interface Looked {
  world: SimulatedWorld;
  moments: readonly Moment[];
  oracle: Oracle;
  found: Verdicts;
}

/** What a world and its moments give to hold documents against. */
export type Lived = Omit<Case, 'found' | 'derive'>;

export function livedOf({ world, moments, oracle }: Omit<Looked, 'found'>): Lived {
  return { world, told: toldOf(world, moments), oracle, sight: new Sight(world) };
}

/** One short world of so many has one of its documents checked: each costs about as much as half such a world. */
const EVERY = 5;
/** Of a longer world every document is checked. */
const SHORT_MS = 120_000;

/** Holds what is derived of a world against its truth; short worlds take turns at the documents. */
export function checkDerived(looked: Looked): void {
  const { index, start, end } = looked.world;
  const checks = Object.values(DOCUMENTS);
  const ownTurn = index % EVERY === 0 ? checks.filter((_, i) => i === (index / EVERY) % checks.length) : [];
  const turn = end - start > SHORT_MS ? checks : ownTurn;
  if (turn.length === 0) return;
  const it = { ...livedOf(looked), found: looked.found, derive: REAL };
  for (const check of turn) check(it);
}
