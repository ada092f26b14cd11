/** Expectations in the desk's words, to be put together. */

import { agentText } from '#lib/messages/status/agent.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import { sourceText } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';
import type { ProofId } from '#lib/vocabulary.ts';
import type { Expectation } from './fault.ts';
import type { Seen } from './seen.ts';

type OfPosture = (posture: Posture) => string | null;

/**
 * Published in the posture; `onPage` must then match the server's rendering. A console that does not answer publishes
 * nothing.
 */
export function says(ofPosture: OfPosture, ...onPage: readonly RegExp[]): Expectation {
  return {
    missing: ({ posture }) => (posture === null ? 'no answer' : ofPosture(posture)),
    looksGood: () => [],
    missingOnPage: (html) => onPage.find((pattern) => !pattern.test(html))?.source ?? null,
  };
}

/** Never seen while the fault lasts. */
export function never(ofSeen: (seen: Seen) => readonly string[], ...onPage: readonly RegExp[]): Expectation {
  return {
    missing: () => null,
    looksGood: ofSeen,
    missingOnPage: (html) => onPage.find((pattern) => pattern.test(html))?.source.concat(' is there') ?? null,
  };
}

export function all(...parts: readonly Expectation[]): Expectation {
  const first = (told: readonly (string | null)[]) => told.find((t) => t !== null) ?? null;
  return {
    missing: (seen) => first(parts.map((p) => p.missing(seen))),
    looksGood: (seen) => parts.flatMap((p) => p.looksGood(seen)),
    missingOnPage: (html) => first(parts.map((p) => p.missingOnPage(html))),
  };
}

/** Execution is shown as something other than off. */
export function executionIs(...outcomes: readonly string[]): Expectation {
  return all(
    says(
      ({ execution: { outcome } }) => (outcomes.includes(outcome) ? null : `execution ${outcome}`),
      new RegExp(`data-testid="execution-banner"[^>]* data-outcome="(?:${outcomes.join('|')})"`),
    ),
    never(
      ({ posture }) => (posture?.execution.outcome === 'proven-off' ? ['EXECUTION OFF'] : []),
      /EXECUTION OFF/,
    ),
  );
}

/** A proof of execution does not hold. */
export function proofFails(id: ProofId, ...verdicts: readonly string[]): Expectation {
  const verdict = (p: Posture) => p.execution.proofs.find((proof) => proof.id === id)?.verdict;
  return all(
    says((p) => (verdicts.includes(verdict(p) ?? '') ? null : `proof ${id} ${verdict(p)}`)),
    never(({ posture }) => (posture !== null && verdict(posture) === 'good' ? [`proof ${id}`] : [])),
  );
}

/** None of these agents is called good, or off as expected, on the roster. */
export function agentsNotGood(...names: readonly string[]): Expectation {
  const good = (posture: Posture) =>
    posture.agents
      .filter((a) => names.includes(a.name) && (a.verdict === 'good' || a.verdict === 'expected-off'))
      .map((a) => `agent ${a.name}`);
  return all(
    says(
      (p) => good(p)[0] ?? null,
      ...names.map((n) => new RegExp(`data-testid="agent-row-${n}" data-verdict="(?!good|expected-off)`)),
    ),
    never(({ posture }) => (posture === null ? [] : good(posture))),
  );
}

/** An agent's row says why, in these words. */
export function agentSays(name: string, words: RegExp): Expectation {
  return says((posture) => {
    const agent = posture.agents.find((a) => a.name === name);
    const told = agent === undefined ? [] : Object.values(agentText(agent));
    const text = [...told, ...(agent?.probes.map((p) => probeText(p).seen) ?? [])].join(' | ');
    return words.test(text) ? null : `${name} says "${text}"`;
  });
}

/** The console says that it cannot see these sources. */
export function blind(ids: readonly string[], words = /./): Expectation {
  return all(
    says(
      (posture) => {
        const of = (id: string) => posture.sources.find((s) => s.id === id);
        const seeing = ids.find((id) => of(id)?.verdict !== 'unknown');
        if (seeing !== undefined) return `source ${seeing} ${of(seeing)?.verdict}`;
        const reason = (id: string) => {
          const source = of(id);
          return source === undefined ? '' : sourceText(source).reason;
        };
        const odd = ids.find((id) => !words.test(reason(id)));
        return odd === undefined ? null : `source ${odd} says "${reason(odd)}"`;
      },
      ...ids.map((id) => new RegExp(`data-testid="source-${id}" data-verdict="unknown"`)),
    ),
    never(({ posture }) =>
      (posture?.sources ?? [])
        .filter((s) => ids.includes(s.id) && s.verdict === 'good')
        .map((s) => `source ${s.id}`),
    ),
  );
}

/** It says that nobody may rely on it. */
export function notReady(): Expectation {
  return {
    missing: ({ ready }) => (ready === null || ready.status === 503 ? null : `readyz ${ready.status}`),
    looksGood: ({ ready }) => (ready?.status === 200 ? ['readyz 200'] : []),
    missingOnPage: () => null,
  };
}

/** An action names it. */
export function actionShown(id: string): Expectation {
  return says(
    (p) => (p.actions.some((a) => a.id === id) ? null : `no action ${id}`),
    new RegExp(`data-testid="action-${id}"`),
  );
}

/** Text that is in no posture and on no page, for any answer of an agent. */
export function nowhere(...secrets: readonly RegExp[]): Expectation {
  const inside = ({ posture }: Seen) => {
    const text = JSON.stringify(posture);
    return secrets.filter((secret) => secret.test(text)).map((secret) => `told: ${secret.source}`);
  };
  return never(inside, ...secrets);
}

/** In a tab: its observations, evaluated; a tab without anything wrong lacks the required text. */
export function tabSays(evaluate: (tab: NonNullable<Seen['tab']>) => string | null): Expectation {
  return {
    missing: ({ tab }) => (tab === null ? 'no tab' : evaluate(tab)),
    looksGood: ({ tab }) => {
      const missing = tab === null ? null : evaluate(tab);
      return missing === null ? [] : [`tab: ${missing}`];
    },
    missingOnPage: () => null,
  };
}

/** The plan in force is not the file on disk, and the pane says why. */
export function planNotGood(): Expectation {
  return all(
    says(
      ({ plan }) => (plan.verdict !== 'good' && plan.problems.length > 0 ? null : `plan ${plan.verdict}`),
      /data-testid="plan-problems"/,
    ),
    never(({ posture }) => (posture?.plan.verdict === 'good' ? ['plan'] : [])),
  );
}
