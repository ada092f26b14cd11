import { autoscalerSeen, giveAutoscaler, takeAutoscaler } from '../autoscaler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  title: 'the watch of autoscalers stays open and says nothing any more, while one is put on the executor',
  group: 'API server',
  interval: 'silence',
  relayed: true,
  expect: autoscalerSeen,
  async cause({ relay, mesh }) {
    relay.meddling.line = ({ pathname }, line) => ({
      send: pathname.endsWith('/horizontalpodautoscalers') ? [] : [`${line}\n`],
    });
    await giveAutoscaler(mesh);
  },
  async end({ relay, mesh }) {
    relay.meddling = {};
    await takeAutoscaler(mesh);
  },
};
