/** What is said of sources: one template per code, pure, from its parameters. */

import type { Param } from '../status/message.ts';
import type { SourceCode } from '../status/source.ts';
import { CAUSES } from './causes.ts';
import { listed } from './lists.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

/** Why a source proves nothing now. */
const sightMessages = {
  'sight-unread': () => 'not read yet',
  'sight-subject-unread': (p: { label: string }) => `${p.label} not read yet`,
  'sight-blind': (p: { label: string; cause: Param }, text: Render) => `${p.label}: ${text(p.cause)}`,
  'sight-late': (p: { label: string; lastSeenAt: number }) =>
    `${p.label} last read ${clockTime(p.lastSeenAt)}`,
  'sight-outside': (p: { kind: string; scope: readonly string[] }) =>
    `${p.kind}s outside ${listed(p.scope)} cannot be seen`,
  'sight-within': (p: { scope: readonly string[] }) => `only ${listed(p.scope)} can be seen`,
  'sight-of-nothing': () => 'nothing to read',
  'sight-scaling-unread': (p: { service: string }) => `the scaling of ${p.service} is not read`,
  'watch-source-silent': (p: { saidAt: number }) => `its source has fallen silent at ${clockTime(p.saidAt)}`,
  'watch-silent': (p: { lastSeenAt: number }) => `the watch has been silent since ${clockTime(p.lastSeenAt)}`,
};

/** What a watch and a GET say of an object on which safety rests. */
const objectMessages = {
  'object-gone': () => 'not there',
  'object-replicas': (p: { desired: number; actual: number }) => `${p.desired} wanted, ${p.actual} running`,
  'object-there': (p: { uid: string }) => `there, uid ${p.uid}`,
  'object-keys': (p: { entries: string | null }) => p.entries ?? 'none of the keys',
};

type Reasons = Readonly<Record<`source-${SourceCode}`, (p: never, text: Render) => string>>;

/** Why a source is as its code says: the parameters are those that its status comes with. */
const sourceReasons = {
  'source-starting': () => 'not read yet',
  'source-blind': (p: { cause: Param; blindSinceAt: number | null }, text: Render) =>
    `${text(p.cause)}${p.blindSinceAt === null ? '' : ` since ${clockTime(p.blindSinceAt)}`}`,
  'source-silent': (p: { saidAt: number }) => `nothing said since ${clockTime(p.saidAt)}`,
  'source-unread': () => 'not read yet',
  'source-late': (p: { lastSeenAt: number }) => `last read ${clockTime(p.lastSeenAt)}`,
  'source-absent': (p: { cause: Param }, text: Render) => text(p.cause),
  'source-narrow': (p: { scope: readonly string[] }) => `only ${listed(p.scope)}`,
  'source-partial': (p: { cause: Param }, text: Render) => text(p.cause),
  'source-seen': () => '',
} satisfies Reasons;

export const sourcesMessages = {
  ...sourceReasons,
  ...objectMessages,
  ...sightMessages,
  ...CAUSES,
};
