/** How the value of a setting is written, and where in a pod's spec the setting stands. */

import type { Choices } from '../random.ts';
import type { Entry, Raw } from './draw.ts';

export interface Writing extends Entry {
  write: (value: string) => string;
  /** True if some reader takes it for another value, so that only doubt is claimed. */
  odd?: true;
  /** True if there are further words in it: in the mesh alone it may then be no value of that setting. */
  more?: true;
}

/** How people and tools write a value. */
export const WRITINGS: Choices<Writing> = [
  { id: 'as it is', write: (v) => v },
  { id: 'as it is', write: (v) => v },
  { id: 'as it is', write: (v) => v },
  { id: 'lower', write: (v) => v.toLowerCase() },
  { id: 'upper', write: (v) => v.toUpperCase() },
  { id: 'capital', write: (v) => v.slice(0, 1).toUpperCase() + v.slice(1).toLowerCase() },
  { id: 'mixed', write: (v) => [...v].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join('') },
  { id: 'padded', write: (v) => ` ${v} `, odd: true },
  { id: 'newline', write: (v) => `${v}\n`, odd: true },
  { id: 'crlf', write: (v) => `${v}\r\n`, odd: true },
  { id: 'tab', write: (v) => `\t${v}`, odd: true },
  { id: 'quoted', write: (v) => `"${v}"`, odd: true },
  { id: 'single quotes', write: (v) => `'${v}'`, odd: true },
  { id: 'no-break space', write: (v) => `${v}\u00a0`, odd: true },
  { id: 'zero width', write: (v) => `${v}\u200b`, odd: true },
  { id: 'byte-order mark', write: (v) => `\ufeff${v}`, odd: true },
  {
    id: 'full width',
    write: (v) =>
      [...v].map((c) => (/[!-~]/.test(c) ? String.fromCodePoint(c.charCodeAt(0) + 0xfee0) : c)).join(''),
    odd: true,
  },
  { id: 'comment', write: (v) => `${v} # since May`, odd: true, more: true },
  { id: 'list', write: (v) => `${v},${v}`, odd: true, more: true },
  { id: 'second line', write: (v) => `${v}\nx`, odd: true, more: true },
];

export interface Setting {
  name: string;
  value: string;
  /** Of its value as it is, in a variable. `unlisted`: doubt, which the mesh alone gives too. */
  claim: 'live' | 'unlisted' | 'unread' | 'innocent';
}

export interface Carrier extends Entry {
  put: (setting: Setting) => Raw & { env?: Raw[] };
  /** What is claimed at most: a source that is not read, or that no program of the plan is known to take, is doubt. */
  doubt?: true;
  /** Only a setting that is on can be told there: a value that is not kept tells nothing. */
  hides?: true;
}

const flag = (name: string): string => `--${name.toLowerCase().replaceAll('_', '-')}`;

/** Where a setting stands. */
export const CARRIERS: Choices<Carrier> = [
  { id: 'variable', put: ({ name, value }) => ({ env: [{ name, value }] }) },
  { id: 'variable', put: ({ name, value }) => ({ env: [{ name, value }] }) },
  { id: 'variable', put: ({ name, value }) => ({ env: [{ name, value }] }) },
  {
    id: 'expanded variable',
    put: ({ name, value }) => ({
      env: [
        { name: 'X', value },
        { name, value: '$(X)' },
      ],
    }),
  },
  {
    id: 'set twice',
    put: ({ name, value }) => ({
      env: [
        { name, value: '' },
        { name, value },
      ],
    }),
  },
  {
    id: 'key of a config map',
    put: ({ name }) => ({ env: [{ name, valueFrom: { configMapKeyRef: { name: 'settings', key: 'k' } } }] }),
    doubt: true,
    hides: true,
  },
  {
    id: 'key of a secret',
    put: ({ name }) => ({ env: [{ name, valueFrom: { secretKeyRef: { name: 'settings', key: 'k' } } }] }),
    doubt: true,
    hides: true,
  },
  {
    id: 'flag with =',
    put: ({ name, value }) => ({ args: ['serve', `${flag(name)}=${value}`] }),
    doubt: true,
  },
  { id: 'flag and value', put: ({ name, value }) => ({ args: ['serve', flag(name), value] }), doubt: true },
  {
    id: 'property',
    put: ({ name, value }) => ({ command: ['java', `-D${name}=${value}`, '-jar', 'a.jar'] }),
    doubt: true,
  },
  {
    id: 'assignment',
    put: ({ name, value }) => ({ command: ['sh', '-c', `${name}=${value} ./serve`] }),
    doubt: true,
  },
  {
    id: 'export',
    put: ({ name, value }) => ({ command: ['bash', '-c', `export ${name}=${value}; ./serve`] }),
    doubt: true,
  },
  { id: 'env', put: ({ name, value }) => ({ command: ['env', `${name}=${value}`, './serve'] }), doubt: true },
  {
    id: 'json',
    put: ({ name, value }) => ({ env: [{ name: 'SETTINGS', value: JSON.stringify({ [name]: value }) }] }),
    doubt: true,
  },
  {
    id: 'options in a variable',
    put: ({ name, value }) => ({ env: [{ name: 'JAVA_TOOL_OPTIONS', value: `-Xmx1g -D${name}=${value}` }] }),
    doubt: true,
  },
];

/** In these only a plain writing is one word of the command line, so that nothing is claimed of others. */
export const ON_A_LINE = [
  'flag with =',
  'flag and value',
  'property',
  'assignment',
  'export',
  'env',
  'json',
  'options in a variable',
];
