/** The fixtures: one practice mesh and one console for a file of tests, in calm before each test. */

import { test as base, expect, type Page } from '@playwright/test';
import { type Posture, postureSchema } from '#lib/posture.ts';
import { ConsoleProcess, PracticeMesh, quickPlan } from './processes.ts';

interface Fixtures {
  mesh: PracticeMesh;
  console: ConsoleProcess;
  /** The present posture from the API. */
  posture: () => Promise<Posture>;
  /** True if each test begins in calm; a test with its own drill need not wait for it. */
  fromCalm: boolean;
  calm: undefined;
}

export const test = base.extend<
  Pick<Fixtures, 'posture' | 'fromCalm' | 'calm'>,
  Pick<Fixtures, 'mesh' | 'console'>
>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  mesh: [async ({}, use) => useMesh(use), { scope: 'worker' }],
  console: [
    async ({ mesh }, use) => {
      const console = new ConsoleProcess(mesh, ['--plan', quickPlan(mesh.stateDir)]);
      await console.start();
      await use(console);
      await console.stop();
    },
    { scope: 'worker' },
  ],
  posture: async ({ console }, use) => {
    await use(() => postureOf(console));
  },
  fromCalm: [true, { option: true }],
  calm: [
    async ({ mesh, posture, fromCalm }, use) => {
      if (!fromCalm) return use(undefined);
      const already = mesh.document().drill === 'calm' && summary(await posture()) === CALM;
      if (!already) await mesh.drill('calm');
      await expect.poll(async () => summary(await posture()), { timeout: CALM_MS }).toBe(CALM);
      await use(undefined);
    },
    { auto: true },
  ],
});

/** For a file with a mesh and a console that no other file used before it; `drill`: in which it starts. */
export function testOfOwnMesh(drill?: string) {
  return test.extend<object, { mesh: PracticeMesh }>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
    mesh: [async ({}, use) => useMesh(use, drill), { scope: 'worker' }],
  });
}

async function useMesh(use: (mesh: PracticeMesh) => Promise<void>, drill?: string): Promise<void> {
  const mesh = new PracticeMesh();
  await mesh.start(drill);
  await use(mesh);
  await mesh.remove();
}

/** The present posture from a console's API. */
export async function postureOf(console: ConsoleProcess): Promise<Posture> {
  return postureSchema.parse(await (await fetch(`${console.url}/api/v1/posture`)).json());
}

/** Recovery takes at most 10 s; the rest is for a busy machine. */
const CALM_MS = 40_000;

export const CALM = 'proven-off, 0 bad, 1 unknown, 0 failures, 0 actions, 0 rules';

/** Number of problems, in one line. */
export function summary(posture: Posture): string {
  const count = (verdict: string) => posture.agents.filter((a) => a.verdict === verdict).length;
  const failures = posture.failures.filter((f) => f.verdict !== 'good').length;
  const rules = posture.escalations.filter((rule) => rule.state !== 'inactive').length;
  return `${posture.execution.outcome}, ${count('bad')} bad, ${count('unknown')} unknown, ${failures} failures, ${posture.actions.length} actions, ${rules} rules`;
}

/** Opens the pane and waits until it is live. */
export async function openPane(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByTestId('link-state')).toContainText('live', { timeout: 30_000 });
}

export { expect };
