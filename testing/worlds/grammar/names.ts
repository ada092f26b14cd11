/** The ways in which people write an executor's name: with words around it, in each case style, run together. */

import type { Choices } from '../random.ts';
import type { Draw } from './draw.ts';

/** One name in all the styles of programs and files. */
export type Styles = Readonly<
  Record<'kebab' | 'snake' | 'camel' | 'pascal' | 'upper' | 'dotted' | 'joined' | 'path', string>
>;

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export function stylesOf(kebab: string): Styles {
  const words = kebab.split('-');
  const pascal = words.map(capital).join('');
  return {
    kebab,
    pascal,
    snake: words.join('_'),
    camel: pascal.slice(0, 1).toLowerCase() + pascal.slice(1),
    upper: words.join('_').toUpperCase(),
    dotted: words.join('.'),
    joined: words.join(''),
    path: words.join('/'),
  };
}

interface Around {
  id: string;
  around: (name: string) => string;
}

/** The plural of a name of several words is that name; of one word it is another word (decision 24 lists `executionagents`). */
const plural: Around = { id: 's', around: (name) => (name.includes('-') ? `${name}s` : name) };
const before = (id: string): Around => ({ id, around: (name) => `${id}${name}` });
const after = (id: string): Around => ({ id, around: (name) => `${name}${id}` });

/** Words around a name: environments, regions, releases, versions, colours, roles, charts. */
export const AROUND: Choices<Around> = [
  { id: 'bare', around: (name) => name },
  ...[
    'prod-',
    'stg-',
    'us-east1-',
    'eu1-',
    'canary-',
    'team-a-',
    'v2-',
    'release-7-',
    'svc-',
    'tmp.',
    'k8s-',
  ].map(before),
  ...[
    '-v2',
    '-7',
    '2',
    'v2',
    '-canary',
    '-blue',
    '-prod',
    '-main',
    '-server',
    '-20261120',
    '.v1',
    '-shadow',
  ].map(after),
  ...[
    '-operator',
    '-exporter',
    '-proxy',
    '-cron',
    '-backfill',
    '-tests',
    '-eu-central-1',
    '-pr-1234',
    '-0',
  ].map(after),
  ...['-deployment', '-sts', '-app', '-svc', '-redis', '-migrator', '-x7k2p'].map(after),
  plural,
  { id: 'both', around: (name) => `prod-us-${name}-green-3` },
  { id: 'chart', around: (name) => `${name}-${name}` },
  { id: 'together', around: (name) => name.replaceAll('-', '') },
  { id: 'together-version', around: (name) => `${name.replaceAll('-', '')}v3` },
  { id: 'numbered within', around: (name) => name.replace('-', '-2-') },
  { id: 'doubled', around: (name) => name.replace('-', '--') },
  { id: 'dotted', around: (name) => `desk.${name.replaceAll('-', '.')}` },
];

/** A name that a Kubernetes object may bear. */
export function disguisedName(draw: Draw, more: readonly string[] = []): string {
  const around = draw.take('around', AROUND);
  return around.around(draw.random.pick([...draw.words.names, ...more]));
}

interface Style {
  id: keyof Styles;
}
/** `dotted` and `path` keep the words of a name in a row, as all others do. */
export const STYLES: Choices<Style> = [
  { id: 'kebab' },
  { id: 'snake' },
  { id: 'camel' },
  { id: 'pascal' },
  { id: 'upper' },
  { id: 'dotted' },
  { id: 'joined' },
  { id: 'path' },
];

/** A name in a place where any text may stand, such as an argument or a variable. */
export function disguisedText(draw: Draw): string {
  return stylesOf(draw.random.pick(draw.words.names))[draw.take('style', STYLES).id];
}

/** A name that no executor bears: what it stands for is told by something else. */
export function neutralName({ random }: Draw): string {
  const word = random.pick(['helper', 'runner', 'batch', 'worker', 'toolbox', 'backend', 'relay']);
  return `${word}-${random.int(1, 99)}`;
}
