/** What is said of sources: one template per code, pure, from its parameters. */

import type { Param } from '../status/message.ts';
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

export const sourcesMessages = {
  ...sightMessages,
  'cause-none': () => 'cannot be read',
};
