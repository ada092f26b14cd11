import { setFault } from '../control.ts';
import { all, never, says } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { FEED } from '../mesh-words.ts';

const EACH_MS = 1_000;
/** Twice its interval and the time that one question has: what is older proves nothing. */
const ANSWER_STANDS_MS = 3_500;
const SLACK_MS = 1_000;
let flapping: NodeJS.Timeout | undefined;

export const fault: Fault = {
  title: 'market data is there and gone in turn, each second',
  group: 'agents',
  interval: 'probe',
  expect: all(
    says((p) => (p.agents.find((a) => a.name === FEED)?.verdict === 'good' ? `${FEED} good` : null)),
    // In its good seconds it may be called good: by an answer of these seconds.
    never(({ posture }) => {
      const agent = posture?.agents.find((a) => a.name === FEED);
      const at = posture?.measured.agents[FEED]?.observedAt ?? null;
      const ageMs = at === null ? Number.POSITIVE_INFINITY : Date.parse(posture?.at ?? '') - Date.parse(at);
      return agent?.verdict === 'good' && ageMs > ANSWER_STANDS_MS + SLACK_MS
        ? [`${FEED} good by an answer of ${ageMs} ms ago`]
        : [];
    }),
  ),
  async cause({ mesh }) {
    let there = false;
    await setFault(mesh, FEED, 'refused');
    flapping = setInterval(() => {
      there = !there;
      setFault(mesh, FEED, there ? 'normal' : 'refused').catch(() => undefined);
    }, EACH_MS);
  },
  async end({ mesh }) {
    clearInterval(flapping);
    await setFault(mesh, FEED, 'normal');
  },
};
