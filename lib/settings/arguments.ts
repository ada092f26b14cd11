/** The settings on a command line: `--live`, `--paper=false`, `--mode live`, `MODE=live`, `-Dtrading.mode=live`, `live`. */

import { classOf } from './values.ts';

export interface Argument {
  /** As it is written, dashes included; for a bare word the word itself. */
  name: string;
  value: string;
}

const ASSIGNED = /^(-{0,2}[A-Za-z_][\w.-]*)=(.*)$/s;
/** As if a flag stood before. */
const NAMED = '-x';
const FLAG = /^-{1,2}[A-Za-z_][\w.-]*$/;

/** `words`: command and arguments; a script of a shell is read word by word. */
export function settingsOnLine(words: readonly string[]): Argument[] {
  return settingsIn(words, true);
}

/** `bare`: a word without a name may choose. */
function settingsIn(words: readonly string[], bare: boolean): Argument[] {
  const tokens = words
    .flatMap((word) => word.split(/[\s;&|]+/))
    .map((token) => token.replace(/^["'`]+|["'`]+$/g, ''))
    .filter((token) => token !== '');
  return tokens.flatMap((token, i) =>
    settingOf(token, bare ? (tokens[i - 1] ?? '') : NAMED, tokens[i + 1] ?? ''),
  );
}

function settingOf(token: string, before: string, next: string): Argument[] {
  const [, name, value] = ASSIGNED.exec(token) ?? [];
  if (name !== undefined && value !== undefined) return [{ name: withoutDefine(name), value }];
  if (FLAG.test(token)) {
    // `-m live`: a letter says little, so the word is told.
    if (/^-m$/i.test(token) && classOf(next) === 'live') return [{ name: next, value: 'true' }];
    const taken = !next.startsWith('-') && next !== '' && classOf(next) !== 'odd';
    return [{ name: withoutDefine(token), value: taken ? next : 'true' }];
  }
  // A bare word such as `bot live` chooses; the value of a flag is read with the flag.
  return !FLAG.test(before) && classOf(token) === 'live' && /[a-z]/i.test(token)
    ? [{ name: token, value: 'true' }]
    : [];
}

/** Java's `-Dname=value`. */
function withoutDefine(name: string): string {
  return name.replace(/^-D(?=[A-Za-z_])/, '');
}

const LONGEST_WITHIN = 8_000;

/**
 * The settings that one value holds: an object in JSON, `key: value` by lines, flags, or Java's options. Words without a
 * name are none, since any text has them.
 */
export function settingsWithin(value: string): Argument[] {
  if (!/[{:=]|(^|\s)-/.test(value) || value.length > LONGEST_WITHIN) return [];
  const line = value
    .replace(/["']\s*:\s*["']?/g, '=')
    .replace(/([A-Za-z_][\w.-]*):[ \t]+["']?(?=\S)/g, '$1=')
    .replace(/[{}[\],"'?]+/g, ' ');
  return settingsIn([line], false);
}
