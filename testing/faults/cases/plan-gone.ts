import { rmSync } from 'node:fs';
import { planNotGood } from '../expect.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  title: 'the plan file is deleted while the console runs',
  group: 'console',
  interval: 'page',
  expect: planNotGood(),
  cause: ({ planFile }) => rmSync(planFile),
  end: (stage) => stage.writePlan(),
};
