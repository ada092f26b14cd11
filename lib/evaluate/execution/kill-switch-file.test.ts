import { expect, test } from 'vitest';
import { container, mount } from '#testing/samples/facts.ts';
import type { ContainerSpec } from '../../facts/fact.ts';
import { text } from '../../messages/text.ts';
import { fileBehind, pathOfKey } from './kill-switch-file.ts';

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
  const behind = fileBehind(container({ mounts }), path);
  expect('why' in behind ? { ...behind, why: text(behind.why) } : behind).toEqual(expected);
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

test('the longest mount path wins even if it hides a file of the shorter one', () => {
  const mounts = [
    mount('/etc', 'other', { files: [{ key: 'K', path: 'brake/HALTED' }] }),
    mount('/etc/brake', 'brake', { files: [] }),
  ];
  expect(fileBehind(container({ mounts }), PATH).found).toBe('nothing');
});

const LONG = `x/${'d'.repeat(200)}`;
const WORDS: [string, Mount[], string, object][] = [
  [
    'that is not absolute',
    [mount('/etc/brake', 'brake')],
    LONG,
    { found: 'nothing', mounted: false, why: `“${LONG.slice(0, 80)}” is no plain path` },
  ],
  [
    'where nothing is mounted',
    [],
    PATH,
    { found: 'nothing', mounted: false, why: 'no volume is mounted there' },
  ],
  [
    'that is the folder of a map',
    [mount(PATH, 'brake')],
    PATH,
    { found: 'nothing', mounted: true, why: 'is the folder of ConfigMap brake' },
  ],
  [
    'that the map does not show',
    [mount('/etc/brake', 'brake', { files: [] })],
    PATH,
    { found: 'nothing', mounted: true, why: 'the mounted ConfigMap brake has no such file' },
  ],
  [
    'of a Secret',
    [mount('/etc/brake', null, { secret: 's' })],
    PATH,
    { found: 'unseen', why: 'comes from Secret s' },
  ],
  [
    'of another volume',
    [mount('/etc/brake', null)],
    PATH,
    { found: 'unseen', why: 'comes from a volume that is no ConfigMap' },
  ],
  [
    'of one of several sources',
    [mount('/etc/brake', 'brake'), mount('/etc/brake', null)],
    PATH,
    { found: 'unseen', why: 'several sources of the volume may hold it' },
  ],
];
test.each(WORDS)('a path %s says why it leads to no key', (_what, mounts, path, expected) => {
  const behind = fileBehind(container({ mounts }), path);
  expect('why' in behind ? { ...behind, why: text(behind.why) } : behind).toEqual(expected);
});

const items = [
  { key: 'OTHER', path: 'O' },
  { key: 'HALTED', path: 'stop/H' },
];
const SHOWN: [string, Mount, string | null][] = [
  ['a whole map', mount('/etc/brake', 'brake'), '/etc/brake/HALTED'],
  ['slashes at the end mean nothing', mount('/etc/brake//', 'brake'), '/etc/brake/HALTED'],
  ['the root', mount('/', 'brake'), '/HALTED'],
  ['another map', mount('/etc/brake', 'other'), null],
  ['no map', mount('/etc/brake', null), null],
  ['an item with a name of its own', mount('/etc/brake', 'brake', { files: items }), '/etc/brake/stop/H'],
  ['items that leave it out', mount('/etc/brake', 'brake', { files: items.slice(0, 1) }), null],
  ['by subPath at the very path', mount(PATH, 'brake', { subPath: 'HALTED' }), PATH],
  ['another file by subPath', mount(PATH, 'brake', { subPath: 'OTHER' }), null],
  ['an item by subPath', mount('/run/stop', 'brake', { files: items, subPath: 'stop/H' }), '/run/stop'],
  ['an item, and its key by subPath', mount('/run/stop', 'brake', { files: items, subPath: 'HALTED' }), null],
];
test.each(SHOWN)('a volume shows a key of a map: %s', (_how, volume, path) => {
  expect(pathOfKey(volume, 'brake', 'HALTED')).toBe(path);
});
