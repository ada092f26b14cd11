import type { Fault } from '../fault.ts';
import { ownClock, setClock, trueAges } from '../wrong-clock.ts';

const SKEW_MS = 600_000;

export const fault: Fault = {
  title: 'the reader’s clock jumps 10 minutes ahead: what is seconds old stays seconds old',
  group: 'browser',
  interval: 'page',
  tab: true,
  expect: trueAges(SKEW_MS),
  prepare: async (stage) => void (await stage.tab(ownClock)),
  cause: (stage) => setClock(stage, SKEW_MS),
  end: (stage) => setClock(stage, 0),
};
