/** From messages to English. The only place that makes sentences; whoever shows one calls `text` at the last moment. */

import { isMessage, type Message, type Param } from '../status/message.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Template } from './render.ts';

const TEMPLATES: ReadonlyMap<string, Template> = new Map(Object.entries(CATALOGUE));

/** The sentence of a message, or a parameter as it is written within one. A code that this version does not know is shown as it is. */
export function text(value: Param): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'object' && isMessage(value) ? sentence(value) : String(value);
}

function sentence({ code, params }: Message): string {
  return TEMPLATES.get(code)?.(params, text) ?? code;
}
