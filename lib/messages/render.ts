/** What a template is, and how it writes a parameter that may be a message itself. */

import type { Param, Params } from '../status/message.ts';

export type Render = (value: Param) => string;

/** A template takes the parameters of its own code; which those are, `say` checks where a message is made. */
export type Template = { bivariant(params: Params, text: Render): string }['bivariant'];
