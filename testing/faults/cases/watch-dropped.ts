import { autoscalerSeen, giveAutoscaler, takeAutoscaler } from '../autoscaler.ts';
import { setWatches } from '../control.ts';
import type { Fault } from '../fault.ts';

const EACH_MS = 200;
let dropping: NodeJS.Timeout | undefined;

export const fault: Fault = {
  title: 'every watch is cut five times a second, while an autoscaler is put on the executor',
  group: 'API server',
  interval: 'poll',
  expect: autoscalerSeen,
  async cause({ mesh }) {
    dropping = setInterval(() => setWatches(mesh, 'drop').catch(() => undefined), EACH_MS);
    await giveAutoscaler(mesh);
  },
  async end({ mesh }) {
    clearInterval(dropping);
    await takeAutoscaler(mesh);
  },
};
