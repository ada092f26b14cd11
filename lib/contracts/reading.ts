/**
 * What a body was worth as evidence. A status code is never the verdict: the body must parse and must carry the
 * evidence, and it must come from the agent that was asked (field contracts, rule 1).
 */
export type Reading<T> =
  | { outcome: 'evidence'; value: T }
  | { outcome: 'no-evidence' | 'wrong-identity' | 'forbidden'; message: string };

/** What a contract gets to read: the status, the parsed JSON, and the names that the agent may answer as. */
export interface Reply {
  status: number;
  json: unknown;
  answersAs: readonly string[];
}

export const noEvidence = (message: string): Reading<never> => ({ outcome: 'no-evidence', message });

/** Null when `identity` is one of the expected names, else the reading that says whose answer it was. */
export function identityProblem(identity: string, answersAs: readonly string[]): Reading<never> | null {
  if (answersAs.includes(identity)) return null;
  return { outcome: 'wrong-identity', message: `answered as ${identity === '' ? 'nobody' : identity}` };
}
