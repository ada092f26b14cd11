/** The next item of the ops cadence (plan, Ops cadence), by the real open and close of its day. */
import type { Session } from '../market/market.ts';
import type { CadencePlan } from '../plan/schema.ts';
import type { Posture } from '../wire/posture.ts';
import { instant } from './evidence.ts';
import type { World } from './world.ts';

type CadenceItem = NonNullable<Posture['nextCadence']>;

export function nextCadence(world: World): CadenceItem | null {
  const { session, next } = world.market;
  const sessions = [session, next].filter((s) => s !== null);
  const due = sessions.flatMap((s) =>
    world.plan.cadence.flatMap((item) => timesOf(item, s).map((at) => ({ item, at }))),
  );
  const [first] = due.filter(({ at }) => at > world.now).sort((a, b) => a.at - b.at);
  if (first === undefined) return null;
  const { id, title, who, phase } = first.item;
  return { id, title, who, phase, at: instant(first.at) };
}

/** All times of an item in one session, epoch ms; a repeating one ends with the session. */
function timesOf(item: CadencePlan, session: Session): number[] {
  const anchor = Date.parse(item.anchor === 'open' ? session.open : session.close);
  const start = anchor + item.offsetMinutes * 60_000;
  if (item.everyMinutes === undefined) return [start];
  const step = item.everyMinutes * 60_000;
  const count = Math.max(0, Math.floor((Date.parse(session.close) - start) / step) + 1);
  return Array.from({ length: count }, (_, i) => start + i * step);
}
