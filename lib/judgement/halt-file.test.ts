import { expect, test } from 'vitest';
import type { ContainerSpec } from '../ledger/fact.ts';
import { fileBehind } from './halt-file.ts';
import { container, mount } from './sample/facts.ts';

type Mount = ContainerSpec['mounts'][number];
const PATH = '/etc/brake/HALTED';
const key = (configMap: string, name = 'HALTED', frozen = false) => ({
  found: 'key' as const,
  configMap,
  key: name,
  frozen,
});

const LIVE: [string, Mount[], string, ReturnType<typeof key>][] = [
  ['a whole map shows each key as a file', [mount('/etc/brake', 'brake')], PATH, key('brake')],
  [
    'slashes at the end and doubled ones mean nothing',
    [mount('/etc/brake/', 'brake')],
    '/etc//brake/HALTED',
    key('brake'),
  ],
  [
    'an item gives a key another file name',
    [mount('/etc/brake', 'brake', { files: [{ key: 'STOP', path: 'HALTED' }] })],
    PATH,
    key('brake', 'STOP'),
  ],
  [
    'an item may lie in a folder',
    [mount('/etc', 'brake', { files: [{ key: 'STOP', path: 'brake/HALTED' }] })],
    PATH,
    key('brake', 'STOP'),
  ],
  [
    'a file by subPath never changes',
    [mount(PATH, 'brake', { subPath: 'HALTED' })],
    PATH,
    key('brake', 'HALTED', true),
  ],
  [
    'a folder by subPath never changes either',
    [mount('/etc/brake', 'brake', { subPath: 'd', files: [{ key: 'K', path: 'd/HALTED' }] })],
    PATH,
    key('brake', 'K', true),
  ],
  [
    'the longest mount path wins, whatever the order',
    [mount('/etc/brake', 'brake'), mount('/etc', 'other')],
    PATH,
    key('brake'),
  ],
  [
    'also where it hides the right map',
    [mount('/etc', 'brake'), mount('/etc/brake', 'other')],
    PATH,
    key('other'),
  ],
  [
    'of a projected volume the source that holds the file counts',
    [mount('/etc/brake', 'other', { files: [{ key: 'A', path: 'A' }] }), mount('/etc/brake', 'brake')],
    PATH,
    key('brake'),
  ],
];
test.each(LIVE)('%s', (_rule, mounts, path, expected) => {
  expect(fileBehind(container({ mounts }), path)).toEqual(expected);
});

const NOT: [string, Mount[], string, string][] = [
  ['without a mount there is nothing', [], PATH, 'nothing'],
  [
    'a mount beside the path is none',
    [mount('/etc/brakes', 'brake'), mount('/etc/bra', 'brake')],
    PATH,
    'nothing',
  ],
  [
    'an item that leaves the key out hides it',
    [mount('/etc/brake', 'brake', { files: [{ key: 'A', path: 'A' }] })],
    PATH,
    'nothing',
  ],
  [
    'an item that renames the key hides its old name',
    [mount('/etc/brake', 'brake', { files: [{ key: 'HALTED', path: 'H' }] })],
    PATH,
    'nothing',
  ],
  ['an empty list of items shows nothing', [mount('/etc/brake', 'brake', { files: [] })], PATH, 'nothing'],
  ['no key lies in a folder of a whole map', [mount('/etc', 'brake')], PATH, 'nothing'],
  ['a folder is no file', [mount(PATH, 'brake')], PATH, 'nothing'],
  [
    'a path that climbs is no plain path',
    [mount('/etc/brake', 'brake')],
    '/etc/brake/../brake/HALTED',
    'nothing',
  ],
  [
    'a path that is not absolute leads nowhere',
    [mount('/etc/brake', 'brake')],
    'etc/brake/HALTED',
    'nothing',
  ],
  ['an empty path leads nowhere', [mount('/etc/brake', 'brake')], '', 'nothing'],
  ['what a Secret holds is not seen', [mount('/etc/brake', null, { secret: 's' })], PATH, 'unseen'],
  ['what another volume holds is not seen', [mount('/etc/brake', null)], PATH, 'unseen'],
  [
    'two sources that may both hold it cannot be told apart',
    [mount('/etc/brake', 'brake'), mount('/etc/brake', 'other')],
    PATH,
    'unseen',
  ],
];
test.each(NOT)('%s', (_rule, mounts, path, found) => {
  expect(fileBehind(container({ mounts }), path).found).toBe(found);
});
