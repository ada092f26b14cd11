/** What is said of values that changed. */

import type { Param } from '../status/message.ts';
import type { Render } from './render.ts';

/** A value of a workload that changes, by its name in the posture. */
const VALUES: Readonly<Record<string, string>> = { desired: 'wanted' };

export const timelineMessages = {
  'not-known': () => 'not known',
  'count-of': (p: { count: Param; of: Param }, text: Render) => `${text(p.count)} of ${text(p.of)}`,
  'changed-outcome': (p: { before: Param; after: Param }, text: Render) =>
    `execution ${text(p.before)} → ${text(p.after)}`,
  /** `reason`: of the state that it is in now. */
  'changed-state': (p: { before: Param; after: Param; reason: Param }, text: Render) =>
    `${text(p.before)} → ${text(p.after)}${text(p.reason) === '' ? '' : `: ${text(p.reason)}`}`,
  'changed-workload': (
    p: { kind: string; name: string; field: string; before: Param; after: Param },
    text: Render,
  ) => `${p.kind} ${p.name}: ${VALUES[p.field] ?? p.field} ${text(p.before)} → ${text(p.after)}`,
};
