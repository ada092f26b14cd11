/**
 * The tests of judgement alone, for mutation testing. Whole worlds come first: they are fast for what they catch, and
 * the first failure ends a mutant. Files share their modules, since loading those costs more than the tests themselves.
 */
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

class WorldsFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]): Promise<typeof files> {
    const isWorlds = (file: (typeof files)[number]): number => Number(file.moduleId.includes('/simulation/'));
    return files.toSorted((a, b) => isWorlds(b) - isWorlds(a) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    include: ['lib/judgement/**/*.test.ts'],
    exclude: ['lib/judgement/simulation/{wrong-judges,worlds-second}.test.ts'],
    testTimeout: 20_000,
    env: { SIMULATED_WORLDS: '30' },
    isolate: false,
    sequence: { sequencer: WorldsFirst },
  },
});
