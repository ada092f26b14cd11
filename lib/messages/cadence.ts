/** What is said of the ops cadence: one template per code, pure, from its parameters. */

import type { CadenceItemCode } from '../status/cadence-item.ts';
import type { Message, Param } from '../status/message.ts';
import { clauses, listed } from './lists.ts';
import type { Render, Template } from './render.ts';
import { clockTime, dayMinute } from './times.ts';

/** What counts for an item. */
type Seen = { seen: Message };

const seenText = (p: Seen, text: Render) => text(p.seen);
const notHeld = (p: Seen, text: Render) => `did not hold: ${text(p.seen)}`;
const span = (p: { fromAt: number; toAt: number }) =>
  `between ${clockTime(p.fromAt, p)} and ${clockTime(p.toAt, p)}`;

/** What was seen of an item, or why nothing was; nothing while it is still to come. By the code of its status. */
const itemMessages = {
  'cadence-upcoming': () => '',
  'cadence-needs-human': (p: { seen: Message | null }, text: Render) =>
    `only people can say whether it was done${p.seen === null ? '' : `; ${text(p.seen)}`}`,

  'cadence-not-seen-yet': (p: { why: Param }, text: Render) => `not seen yet: ${text(p.why)}`,
  'cadence-late': (p: { sinceAt: number; why: Param }, text: Render) =>
    `late since ${clockTime(p.sinceAt, p)}: ${text(p.why)}`,
  'cadence-not-seen': (
    p: { fromAt: number; toAt: number; watchedFromAt: number; watchedToAt: number; why: Param },
    text: Render,
  ) =>
    `no evidence ${span(p)}: watched from ${clockTime(p.watchedFromAt, p)} to ${clockTime(p.watchedToAt, p)} and could not tell (${text(p.why)})`,
  'cadence-not-watched': (p: { fromAt: number; toAt: number }) =>
    `no evidence: the console did not watch ${span(p)}`,

  'cadence-seen-good': seenText,
  'cadence-seen-attention': seenText,
  'cadence-seen-bad': seenText,
  'cadence-seen-unknown': seenText,
  'cadence-seen-expected-off': seenText,
  'cadence-seen-not-applicable': seenText,

  'cadence-not-told-now': (p: { why: Param }, text: Render) =>
    `cannot be told now${p.why === null ? '' : `: ${text(p.why)}`}`,
  'cadence-holds-so-far': (p: Seen, text: Render) => `holds so far: ${text(p.seen)}`,
  'cadence-held': (p: Seen & { untilAt: number }, text: Render) =>
    `held to ${clockTime(p.untilAt, p)}: ${text(p.seen)}`,
  'cadence-not-watched-throughout': (p: { fromAt: number; toAt: number; why: Param }, text: Render) =>
    `not seen from ${clockTime(p.fromAt, p)} to ${clockTime(p.toAt, p)}${p.why === null ? '' : ` (${text(p.why)})`}: whether it held cannot be told`,
  'cadence-not-held-attention': notHeld,
  'cadence-not-held-bad': notHeld,
  'cadence-not-held-unknown': notHeld,
  'cadence-not-held-expected-off': notHeld,
  'cadence-not-held-not-applicable': notHeld,
} satisfies Readonly<Record<`cadence-${CadenceItemCode}`, Template>>;

/** Why nothing counts for an item yet. */
const unseenMessages = {
  'cadence-only-people': () => 'only people can know',
  'cadence-no-heartbeat': (p: { agents: readonly string[] }) => `${listed(p.agents)}: no heartbeat to sample`,
  'cadence-not-answered': () => 'not answered since then',
  'cadence-switch-unseen': (p: { why: Param }, text: Render) => `kill switch: ${text(p.why)}`,
  'cadence-no-proof': () => 'no proof',
  'cadence-not-read': () => 'not read since then',
  'cadence-execution-unproven': (p: { why: Param }, text: Render) => `execution unproven: ${text(p.why)}`,
  'cadence-execution-not-proven': () => 'execution: not proven since then',
  'cadence-no-run': (p: { kind: string; name: string }) => `no finished run of ${p.kind} ${p.name} seen`,
  'cadence-no-snapshot': (p: { snapshot: string }) => `no snapshot ${p.snapshot} found`,
  'cadence-snapshot-doubted': (p: { run: string; doubt: Message }, text: Render) =>
    `${p.run} ${text(p.doubt)}`,
  'cadence-snapshot-in-trouble': (p: { trouble: Param }, text: Render) =>
    `proves nothing: ${text(p.trouble)}`,
  'cadence-snapshot-from-the-future': () => 'is dated in the future',
  'cadence-snapshot-of-another-mesh': (p: { mesh: string | null }) =>
    `is of ${p.mesh ?? 'a mesh that it does not name'}`,
  'cadence-snapshot-of-another-cluster': () =>
    'is not known to be of this cluster: one may be a practice mesh',
  'cadence-snapshot-without-report': () => 'holds no deploy report',
};

/** What was seen. */
const seenMessages = {
  'cadence-seen': (p: { value: Param; seenAt: number }, text: Render) =>
    `${text(p.value)}; seen ${clockTime(p.seenAt, p)}`,
  'cadence-all-seen': (p: { values: readonly Param[] }, text: Render) => p.values.map(text).join('; '),
  /** `said`: null where the beat itself is all that there is to say. */
  'cadence-sample': (
    p: { instance: string; said: Param; beatAt: number | null; limitSeconds: number | null },
    text: Render,
  ) => `${p.instance}: ${text(p.said) || beatText(p)}`,
  'cadence-switch': (p: { value: Param; detail: Param }, text: Render) =>
    `kill switch ${text(p.value)}: ${text(p.detail)}`,
  'cadence-execution': (p: { outcome: string }) => `execution ${p.outcome.replaceAll('-', ' ')}`,
  'cadence-failures-absent': (p: { titles: readonly string[] }) => `absent: ${p.titles.join(', ')}`,
  'cadence-failures-present': (p: { found: readonly Message[] }, text: Render) =>
    `present: ${clauses(p.found.map(text), 2)}`,
  'cadence-failure': (p: { title: string; because: Message }, text: Render) =>
    `${p.title} (${text(p.because)})`,
  'cadence-run': (p: { job: string; completed: boolean }) =>
    `Job ${p.job} ${p.completed ? 'completed' : 'failed'}`,
  'cadence-snapshot': (p: {
    snapshot: string;
    takenAt: number;
    takenBy: string | null;
    run: string;
    failed: readonly string[];
  }) =>
    `snapshot ${p.snapshot} taken ${clockTime(p.takenAt, p)}, ${
      p.takenBy === null ? 'nobody says by whom' : `by ${p.takenBy}`
    } (${p.run}/meta.json)${p.failed.length === 0 ? '' : `; not in it: ${p.failed.join(', ')}`}`,
};

function beatText(p: { beatAt: number | null; limitSeconds: number | null }): string {
  const beat = p.beatAt === null ? 'fresh' : `last beat ${clockTime(p.beatAt, p)}`;
  return `${beat}${p.limitSeconds === null ? '' : `, limit ${p.limitSeconds} s`}`;
}

/** Which day the cadence is of, where that is not plain. */
const noteMessages = {
  'cadence-past-calendar': () =>
    'The market calendar does not reach this date: when anything is due is not known.',
  'cadence-no-next-session': () => 'No session follows within the market calendar.',
  /** `next`: null on a day with a session. `byRule`: its hours are not published yet. */
  'cadence-day': (p: { today: string; next: string | null; byRule: boolean }) =>
    [
      p.next === null ? '' : `No session on ${p.today}; the next one is on ${p.next}.`,
      p.byRule ? 'By the exchange’s rules, not yet published.' : '',
    ]
      .filter((words) => words !== '')
      .join(' '),
};

/** What changed since the last close. */
const changeMessages = {
  'changes-no-baseline': () => 'no baseline yet: no close was watched so far',
  'changes-unread': () => 'not told: its workloads cannot be read now',
  'changes-none': (p: { closeAt: number }) => `nothing changed since the close of ${dayMinute(p.closeAt)}`,
  'changes-found': (p: { closeAt: number; changes: readonly Message[] }, text: Render) =>
    `changed since the close of ${dayMinute(p.closeAt)}: ${clauses(p.changes.map(text), 4)}`,
  'changes-of': (p: { of: string; change: Message }, text: Render) => `${p.of}: ${text(p.change)}`,
  'change-shown': (p: { kind: string; of: string; from: string | null; to: string | null }) =>
    [p.of, `${p.kind} ${shortened(p.from)} → ${shortened(p.to)}`].filter((part) => part !== '').join(': '),
  'change-hidden': (p: Hidden & { how: string }) => `${p.of}: ${settingText(p)} ${p.how}`,
  'change-not-comparable': (p: Hidden) =>
    `${p.of}: ${settingText(p)} cannot be compared: the console’s key is another one`,
};

/** A setting whose value is not shown. */
type Hidden = { kind: string; of: string; name: string };
const settingText = ({ kind, name }: Hidden): string => (kind === 'config' ? `key ${name}` : name);

/** A digest as short as it tells. */
const shortened = (value: string | null): string =>
  value === null ? 'none' : value.replaceAll(/(sha\d+:[0-9a-f]{12})[0-9a-f]+/g, '$1');

export const cadenceMessages = {
  ...changeMessages,
  ...itemMessages,
  ...unseenMessages,
  ...seenMessages,
  ...noteMessages,
};
