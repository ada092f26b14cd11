import { writeFileSync } from 'node:fs';
import { planNotGood } from '../expect.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  title: 'the plan file is overwritten with what is no plan while the console runs',
  group: 'console',
  interval: 'page',
  expect: planNotGood(),
  cause: ({ planFile }) => writeFileSync(planFile, 'agents: [}'),
  end: (stage) => stage.writePlan(),
};
