/** Inputs of a console, read before anything starts: credentials, plan, timings. All errors are reported at once. */

import { type Credentials, loadCredentials } from '#collectors/kubernetes/credentials.ts';
import type { Timings } from '#collectors/kubernetes/timings.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import type { PlanInForce } from '#platform/plan-in-force.ts';
import type { MeshConfig } from './config.ts';
import { formatProblems } from './plan-file.ts';
import { readPlan } from './plan-watcher.ts';
import type { RunbookShelf } from './runbooks.ts';
import { readTimings } from './timings-file.ts';

export interface Inputs {
  credentials: Credentials;
  plan: PlanInForce;
  timings: Partial<Timings>;
}

/**
 * @param also further checks; their ConfigurationError is reported with the others.
 * @throws ConfigurationError with every mistake.
 */
export async function readInputs(
  config: MeshConfig,
  runbooks: RunbookShelf,
  also: () => void = () => undefined,
): Promise<Inputs> {
  const problems: string[] = [];
  const credentials = attempt(problems, () =>
    loadCredentials({ kubeconfig: config.kubeconfig, context: config.context, env: process.env }),
  );
  attempt(problems, also);
  const { timings: file } = config;
  const timings = file === undefined ? {} : attempt(problems, () => readTimings(file));
  const read = await readPlan(config.plan, runbooks.slugs());
  if (!read.ok) problems.push(formatProblems(read.problems, config.plan));
  if (credentials === null || timings === null || !read.ok || problems.length > 0)
    throw new ConfigurationError(problems);
  const plan: PlanInForce = { plan: read.plan, digest: read.digest, file: config.plan, problems: [] };
  return { credentials, plan, timings };
}

function attempt<T>(problems: string[], make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}
