/** What is said of permissions: one template per code, pure, from its parameters. */

import type { Message } from '../status/message.ts';
import { listed } from './lists.ts';
import type { Render } from './render.ts';

export const permissionsMessages = {
  /** e.g. `patch, update deployments.apps in trading-floor`. */
  'permission-power': (p: {
    verbs: readonly string[];
    resources: readonly string[];
    names: readonly string[];
    namespaces: readonly string[];
  }) => {
    const what = p.resources.includes('*') ? 'anything' : listed(p.resources, 2);
    const which = p.names.length === 0 ? '' : ` named ${listed(p.names, 2)}`;
    const how = p.verbs.includes('*') ? 'do anything to' : listed(p.verbs, 3);
    return `${how} ${what}${which} in ${listed(p.namespaces)}`;
  },
  'permission-could': (p: { power: Message; more: number }, text: Render) =>
    `this credential could ${text(p.power)}${p.more > 0 ? ` and ${p.more} more` : ''}`,
  'permission-none-listed': () => 'nothing that is listed',
  'permission-read': () => 'only read',
  'undeclared-not-in-plan': () => 'in no entry of the plan',
};
