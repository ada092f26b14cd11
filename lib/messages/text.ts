/** From messages to English. The only place that makes sentences; whoever shows one calls `text` at the last moment. */

import { isMessage, type Message, type Param } from '../status/message.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Render, Template } from './render.ts';

/**
 * Writes the sentence of a message of a table, or a parameter as it stands within one. A code that this version does not know
 * is shown as it is.
 */
export function renderer(table: Readonly<Record<string, Template>>): Render {
  const templates = new Map(Object.entries(table));
  const sentence = ({ code, params }: Message): string => templates.get(code)?.(params, render) ?? code;
  const render = (value: Param): string => {
    if (value === null) return '';
    if (Array.isArray(value)) return value.map(render).join(', ');
    return typeof value === 'object' && isMessage(value) ? sentence(value) : String(value);
  };
  return render;
}

/** The English of the catalogue. */
export const text = renderer(CATALOGUE);
