/** The shape that every failure mode answers in: presence needs evidence, absence needs sight. */

import type { FailurePlan } from '../../plan/schema.ts';
import type { Evidence } from '../../status/status.ts';
import type { FailureState, Verdict } from '../../vocabulary.ts';
import type { JudgedAgent } from '../agents/agent.ts';
import type { World } from '../base/input.ts';

export interface JudgedFailure {
  state: FailureState;
  verdict: Verdict;
  /** In two or three words, e.g. `Absent`, `Present, expected`. */
  label: string;
  who: string[];
  because: string;
  /** Since when by the evidence itself, epoch ms; null where only the console's own sighting tells. */
  since: number | null;
  evidence: Evidence[];
}

/** What a failure mode is looked for in: the agents that the plan names for it, or the whole roster. */
export interface FailureScope {
  world: World;
  plan: FailurePlan;
  agents: readonly JudgedAgent[];
}

export type FailureDetect = (scope: FailureScope) => JudgedFailure;

export function absent(evidence: Evidence[] = []): JudgedFailure {
  return { state: 'absent', verdict: 'good', label: 'Absent', who: [], because: '', since: null, evidence };
}

export function cannotTell(because: string, who: string[] = []): JudgedFailure {
  return {
    state: 'cannot-tell',
    verdict: 'unknown',
    label: 'Cannot tell',
    who,
    because,
    since: null,
    evidence: [],
  };
}

export function present(found: {
  who: string[];
  because: string;
  since: number | null;
  evidence: Evidence[];
  /** True where it is what the plan asks of the agent in this situation. */
  expected?: boolean;
  /** How bad it is where it is present and not expected; bad when left out. */
  verdict?: Verdict;
}): JudgedFailure {
  const { expected = false, verdict = 'bad', ...rest } = found;
  return {
    state: 'present',
    verdict: expected ? 'attention' : verdict,
    label: expected ? 'Present, expected' : 'Present',
    ...rest,
  };
}

/** The earliest of several times; null when none is known. */
export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((t) => t !== null);
  return known.length === 0 ? null : Math.min(...known);
}
