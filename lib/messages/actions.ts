/** What is said of actions: one template per code, pure, from its parameters. */

import type { Message, Param } from '../status/message.ts';
import { listed } from './lists.ts';
import type { Render } from './render.ts';

const LINES = {
  must: ', must',
  'must-never': ', must never',
  safety: ', its safety rests on this',
  rule: '',
};

export const actionsMessages = {
  /** The plan's own words. */
  'action-planned': (p: { words: string }) => p.words,
  'action-held-back': (p: { because: Message; gate: Message }, text: Render) =>
    `${text(p.because)}. Held back: ${text(p.gate)}`,
  'action-execution-unproven': () => 'Execution is not proven off',
  'action-execution-not-off': () => 'Execution is not off',
  'action-switch-unconfirmed': () => 'The kill switch is not confirmed, and an executor is not off',
  'action-gate-bypassed': () => 'The freshness gate is bypassed',
  'action-sight-lost': (p: { criticalities: readonly string[] }) =>
    `${listed(p.criticalities)} subjects are out of sight`,
  /** `line`: of the contract, in the plan's words; without one the rule's own. */
  'action-contract-broken': (p: { kind: keyof typeof LINES; line: string }) =>
    `Contract broken${LINES[p.kind]}: ${p.line.replace(/\.$/, '')}`,
  /** Its condition is clear, and not yet for long enough to be over. */
  'action-clear-now': (p: { title: Message }, text: Render) => `${text(p.title)}: clear now`,
  'action-look-by-hand': () => 'Nothing shows that it is well: look by hand',
  'action-confirm-execution': () => 'Confirm by hand that execution is off; treat it as on until proven',
  'action-finding': (p: { label: Param; value: Param }, text: Render) => `${text(p.label)}: ${text(p.value)}`,
  'action-console-blind': () => 'The console cannot see',
  'action-confirm-by-hand': () => 'What is shown is last known, with its age; confirm by hand',
};
