/** Nothing to do, or the reasons against that statement. Selects from verdicts only. */

import type { Posture } from '#lib/posture.ts';

export interface Quiet {
  /** True only when execution is proven off and nothing is bad, worth attention, or unknown for another reason than the plan. */
  calm: boolean;
  /** Unknown or degraded subjects without an action, in words. */
  open: string[];
  /** Agents that the plan leaves open: shown, and no reason to call anybody. */
  leftOpen: string[];
}

/** As much of a posture as this asks about. */
export interface QuietInput {
  execution: Pick<Posture['execution'], 'outcome'>;
  actions: readonly unknown[];
  agents: readonly Pick<Posture['agents'][number], 'name' | 'verdict' | 'leftOpenByPlan'>[];
  failures: readonly Pick<Posture['failures'][number], 'title' | 'verdict'>[];
  sources: readonly Pick<Posture['sources'][number], 'label' | 'verdict' | 'code'>[];
  plan: Pick<Posture['plan'], 'problems'>;
}

export function quietOf(posture: QuietInput): Quiet {
  const named = (verdict: string, word: string) => {
    const names = posture.agents.filter((a) => a.verdict === verdict && !a.leftOpenByPlan).map((a) => a.name);
    return names.length === 0 ? [] : [`${word}: ${names.join(', ')}`];
  };
  const shown = posture.failures.filter((f) => f.verdict === 'bad' || f.verdict === 'attention');
  const untold = posture.failures.filter((f) => f.verdict === 'unknown').map((f) => f.title);
  const blind = posture.sources.filter((s) => s.verdict === 'unknown').map((s) => s.label);
  const missing = posture.sources.filter((s) => s.code === 'missing').map((s) => s.label);
  const open = [
    ...(posture.execution.outcome === 'proven-off' ? [] : ['Execution is not proven off']),
    ...named('bad', 'Bad'),
    ...named('unknown', 'Not known'),
    ...named('attention', 'Not as planned'),
    ...(shown.length === 0 ? [] : [`Present: ${shown.map((f) => f.title).join(', ')}`]),
    ...(untold.length === 0 ? [] : [`Cannot tell: ${untold.join(', ')}`]),
    ...(blind.length === 0 ? [] : [`Not seen: ${blind.join(', ')}`]),
    ...(missing.length === 0
      ? []
      : [`In the plan and not in the cluster: ${[...new Set(missing)].join(', ')}`]),
    ...(posture.plan.problems.length === 0 ? [] : ['The plan on disk is not in force']),
  ];
  const leftOpen = posture.agents.filter((a) => a.leftOpenByPlan).map((a) => a.name);
  return { calm: open.length === 0 && posture.actions.length === 0, open, leftOpen };
}
