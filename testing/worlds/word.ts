/** What is said of a subject, as far as properties speak of it. */

import type { Evaluation } from '#lib/evaluate/evaluate.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { proofText } from '#lib/messages/status/proof.ts';

/** How what is said of a subject stands to being good: `good` also if it is as expected, or does not apply. */
export interface Word {
  good: boolean;
  bad: boolean;
  text: string;
}

export type Said = Evaluation['said'];
export const FAVOURABLE: readonly string[] = ['good', 'expected-off', 'not-applicable'];
const ALARMING: readonly string[] = ['not-off', 'gated', 'contradicted'];

/** Undefined if it is no subject of the plan. */
export function wordOf(said: Said, subject: string): Word | undefined {
  if (subject === 'execution') {
    const { outcome } = said.execution;
    return { good: outcome === 'proven-off', bad: ALARMING.includes(outcome), text: outcome };
  }
  const [kind, name] = subject.split('/');
  if (kind === 'proof') return proofWord(said, name);
  return kind === 'agent' ? agentWord(said, name) : failureWord(said, name);
}

/** What the plan declares none of, or people took out: the scope says so. */
const NONE: readonly string[] = ['not-applicable', 'cloud-run-excluded'];

/** A finding at a proof takes nothing from it. A proof that does not apply is none of the plan's subjects. */
function proofWord(said: Said, id: string | undefined): Word | undefined {
  const proof = said.execution.proofs.find((p) => p.id === id);
  if (proof === undefined || NONE.includes(proof.verdict) || NONE.includes(proof.code)) return undefined;
  const { verdict } = proof;
  const { value, detail } = proofText(proof);
  const good = verdict === 'good' || verdict === 'attention';
  return { good, bad: verdict === 'bad', text: `${verdict}, ${value}, ${detail}` };
}

function agentWord(said: Said, name: string | undefined): Word | undefined {
  const agent = said.agents.find((a) => a.name === name);
  if (agent === undefined) return undefined;
  const { verdict } = agent;
  const { state, reason } = agentText(agent);
  const bad = verdict === 'bad' || verdict === 'attention';
  return { good: FAVOURABLE.includes(verdict), bad, text: `${verdict}, ${state}, ${reason}` };
}

function failureWord(said: Said, id: string | undefined): Word | undefined {
  const failure = said.failures.find((f) => f.id === id);
  if (failure === undefined) return undefined;
  const { state } = failure;
  return {
    good: state === 'absent',
    bad: state === 'present',
    text: `${state}, ${failureText(failure).because}`,
  };
}

/** The rule of the plan with this id, as it stands. */
export function ruleOf(said: Said, id: string): Said['escalations'][number] | undefined {
  return said.escalations.find((e) => e.id === id);
}
