/** What is said of a failure mode: whether it is there, in two or three words, and why. */

import type { Message, Params } from '../../status/message.ts';
import type { FailureState } from '../../vocabulary.ts';
import { failureSays } from '../failures.ts';
import { say } from '../say.ts';
import { text } from '../text.ts';

/** A failure mode, evaluated, or as the posture has it. */
interface Coded {
  readonly code: string;
  readonly params: Params;
}

type Stated = Coded & { readonly state: FailureState };

/** Why it is present, or why that is not known; empty when absent. */
export function failureBecause({ code, params }: Coded): Message {
  return { code: `failure-${code}`, params };
}

/** e.g. `Absent`, `Present, expected`. */
export function failureLabel({ code, state }: Stated): Message {
  return say('failure-label', { state, planned: failureSays(code)?.planned ?? false });
}

export function failureText(failure: Stated): { label: string; because: string } {
  return { label: text(failureLabel(failure)), because: text(failureBecause(failure)) };
}

/** Whether its reason names everyone who shows it. */
export function namesWho({ code, who }: { readonly code: string; readonly who: readonly string[] }): boolean {
  return who.length <= (failureSays(code)?.names ?? 0);
}
