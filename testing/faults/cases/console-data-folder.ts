import { rmSync, writeFileSync } from 'node:fs';
import type { Expectation, Fault } from '../fault.ts';

const notThere: Expectation = {
  missing: ({ posture }) => (posture === null ? null : 'it answers'),
  looksGood: ({ posture }) => (posture === null ? [] : ['a console without its data folder answers']),
  missingOnPage: () => null,
};

/**
 * It keeps nothing yet, so a disk that fills up at run time loses nothing; a write failure is reported at the start.
 */
export const fault: Fault = {
  title:
    'the console is started with a data folder that cannot be written to: it says so and does not listen',
  group: 'console',
  interval: 'page',
  expect: notThere,
  async cause(stage) {
    await stage.console.stop('SIGKILL');
    rmSync(stage.dataDir, { recursive: true, force: true });
    writeFileSync(stage.dataDir, 'in the way');
    const words = await stage.startConsole().then(
      () => 'it started',
      (error: unknown) => String(error),
    );
    if (!/ended with 64:[\s\S]*--data-dir .* cannot be written to/.test(words)) throw new Error(words);
  },
  async end(stage) {
    rmSync(stage.dataDir, { force: true });
    await stage.startConsole();
  },
};
