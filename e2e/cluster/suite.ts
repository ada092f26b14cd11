/** Goes through the steps: changes the cluster, and asks the console until it says so, and until it is calm again. */

import { setTimeout as pause } from 'node:timers/promises';
import { type Posture, postureSchema } from '#lib/posture.ts';
import type { Scratch } from './scratch.ts';
import { calm, STEPS, settle } from './steps.ts';

/** A poll makes up for a late watch; a busy cluster is late itself. */
const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;
const ANSWER_WITHIN_MS = 5_000;

/** Resolves with what failed. `url`: of the console, which watches the namespace already. */
export async function runSteps(
  scratch: Scratch,
  url: string,
  tell: (line: string) => void,
): Promise<string[]> {
  const failed: string[] = [];
  const check = async (name: string, act: () => Promise<void>, says: (posture: Posture) => string | null) => {
    const begun = performance.now();
    const problem = await act()
      .then(() => until(url, says))
      .catch((error: unknown) => String(error));
    if (problem !== null) failed.push(`${name}: ${problem}`);
    tell(
      `${problem === null ? 'ok    ' : 'FAILED'} ${name}, ${seconds(begun)}${problem === null ? '' : `: ${problem}`}`,
    );
  };
  await check('calm', () => settle(scratch), calm);
  // A mesh that is not calm at the start proves nothing afterwards.
  if (failed.length > 0) return failed;
  const idle = new Set<string>();
  for (const { name, change, says, controller, back } of STEPS) {
    await check(name, () => change(scratch), says);
    if (controller !== undefined && !(await controller.acted(scratch).catch(() => true)))
      idle.add(controller.resource);
    await check(`back from ${name}`, () => back(scratch), calm);
  }
  if (idle.size > 0)
    tell(`no controller acts on ${[...idle].join(', ')}: what their pods would show was not checked`);
  return failed;
}

const seconds = (begun: number): string => `${((performance.now() - begun) / 1000).toFixed(1)} s`;

/** Null once the posture says it, else what it says instead when the time is over. */
async function until(url: string, says: (posture: Posture) => string | null): Promise<string | null> {
  const deadline = performance.now() + WITHIN_MS;
  for (;;) {
    const missing = await ask(url).then(says, notInTime);
    if (missing === null || performance.now() > deadline) return missing;
    await pause(LOOK_EVERY_MS);
  }
}

async function ask(url: string): Promise<Posture> {
  const response = await fetch(`${url}/api/v1/posture`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  return postureSchema.parse(await response.json());
}

/** An answer that is late is none yet; anything else is a mistake. */
function notInTime(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'the console does not answer in time';
  throw error;
}
