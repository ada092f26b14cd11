import { autoscalerSeen, giveAutoscaler, takeAutoscaler } from '../autoscaler.ts';
import { setWatches } from '../control.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  title: '410 for every watch, again and again, while an autoscaler is put on the executor',
  group: 'API server',
  interval: 'poll',
  expect: autoscalerSeen,
  async cause({ mesh }) {
    await setWatches(mesh, 'gone');
    await giveAutoscaler(mesh);
  },
  async end({ mesh }) {
    await setWatches(mesh, 'normal');
    await takeAutoscaler(mesh);
  },
};
