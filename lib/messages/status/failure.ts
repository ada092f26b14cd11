/** What is said of a failure mode: whether it is there, in two or three words, and why. */

import type { FailureCode } from '../../status/failure.ts';
import type { Message, Params } from '../../status/message.ts';
import type { FailureState } from '../../vocabulary.ts';
import { say } from '../say.ts';
import { text } from '../text.ts';

/** A failure mode, judged or as the posture has it. */
interface Coded {
  readonly code: string;
  readonly params: Params;
}

type Stated = Coded & { readonly state: FailureState };

/** Why it is present, or why that cannot be told; empty when absent. */
export function failureBecause({ code, params }: Coded): Message {
  return { code: `failure-${code}`, params };
}

/** e.g. `Absent`, `Present, expected`. */
export function failureLabel({ code, state }: Stated): Message {
  return say('failure-label', { state, planned: code === 'agents-refusing-as-planned' });
}

export function failureText(failure: Stated): { label: string; because: string } {
  return { label: text(failureLabel(failure)), because: text(failureBecause(failure)) };
}

/** How many of those that show it its reason names, by the codes whose reasons name them at all. */
const NAMED: Readonly<Partial<Record<FailureCode, number>>> = {
  'agents-missing': 3,
  'agents-not-seen': 3,
  'agents-unclear': 3,
  'workloads-undeclared': 3,
  'resource-pressure': 2,
  'pods-crashing': 2,
  'images-not-pulled': 2,
};

/** Whether its reason names everyone who shows it. */
export function namesWho({ code, who }: { readonly code: string; readonly who: readonly string[] }): boolean {
  const most = Object.entries(NAMED).find(([named]) => named === code)?.[1] ?? 0;
  return who.length <= most;
}
