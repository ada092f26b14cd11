/** What a shift hands over, read from the journal posture by posture: a shift can have hundreds. */
import { handoverOf } from '#lib/handover/handover.ts';
import type { Gap, Shift, Told } from '#lib/handover/shift.ts';
import { marketAt } from '#lib/market/market.ts';
import type { HandoverPage, Since } from '#lib/wire/handover.ts';
import { type Posture, postureSchema } from '#lib/wire/posture.ts';
import type { Journal, StoredPosture } from './journal/journal.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer times are no shift; a long weekend is one. */
export const LONGEST_SHIFT_MS = 7 * DAY_MS;
/** A mesh that flaps has thousands: what comes after these is told as not read, not left out in silence. */
const MOST_CHANGES = 1_000;

type Reads = Pick<Journal, 'postureAt' | 'postureOf' | 'changes'>;

/** @param now the console's clock. Rejects where the journal cannot be read. */
export function handoverReader(
  journal: Reads,
  now: () => number,
): (span: { from: number | null; to: number | null }) => Promise<HandoverPage> {
  return async (span) => {
    const to = span.to ?? now();
    const from = Math.max(span.from ?? lastClose(to), to - LONGEST_SHIFT_MS);
    return { handover: handoverOf(await shiftOf(journal, from, to)), choices: choicesAt(to) };
  };
}

/** When the last session before an instant closed; a day before it where the calendar does not tell. */
function lastClose(at: number): number {
  const { previous } = marketAt(at);
  return previous === null ? at - DAY_MS : Date.parse(previous.close);
}

function choicesAt(at: number): Since[] {
  const { session, state } = marketAt(at);
  const opened = state === 'open' && session !== null ? [{ name: 'the open', from: session.open }] : [];
  return [
    { name: 'the last close', from: iso(lastClose(at)) },
    ...opened,
    { name: '12 hours ago', from: iso(at - 12 * HOUR_MS) },
    { name: '24 hours ago', from: iso(at - DAY_MS) },
  ];
}

async function shiftOf(journal: Reads, from: number, to: number): Promise<Shift> {
  const [{ stored: start }, found] = await Promise.all([
    journal.postureAt(from),
    journal.changes(from, to, MOST_CHANGES),
  ]);
  const holes: Gap[] = found.holes.map(({ why, ...hole }) => ({ why, ...between(hole.from, hole.to) }));
  const postures: { at: number; posture: Told }[] = [];
  const keep = (stored: StoredPosture, until: number) => {
    const posture = toldIn(stored);
    if (posture === null) holes.push({ from: stored.at, to: until, why: OTHER_SHAPE });
    else postures.push({ at: stored.at, posture });
  };
  const times = found.changes.map(({ at }) => Date.parse(at));
  if (start !== null) keep(start, times[0] ?? to);
  for (const [index, { id }] of found.changes.entries()) {
    const at = times[index] ?? to;
    const until = times[index + 1] ?? to;
    const stored = await journal.postureOf(at, id);
    if (stored === null) holes.push({ from: at, to: until, why: KEPT_NO_LONGER });
    else if (at !== start?.at) keep(stored, until);
  }
  if (found.more) holes.push({ from: times.at(-1) ?? from, to, why: TOO_MANY });
  return { from, to, postures, holes };
}

const OTHER_SHAPE = 'what was said then has the shape of another version';
const KEPT_NO_LONGER = 'what was said then is kept no longer';
const TOO_MANY = `more than ${MOST_CHANGES} changes are not read at once: choose a later time`;

function toldIn({ json }: StoredPosture): Told | null {
  const read = postureSchema.safeParse(JSON.parse(json));
  return read.success ? told(read.data) : null;
}

function told({ execution, escalations, actions, cadence, agents }: Posture): Told {
  return {
    execution: { ...execution, proofs: [] },
    escalations,
    actions,
    cadence,
    agents: agents.map(({ name, verdict, workloads, modesObserved }) => ({
      name,
      verdict,
      workloads,
      modesObserved,
    })),
  };
}

const between = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
const iso = (at: number): string => new Date(at).toISOString();
