/** Settings that let orders leave, in every writing and place. */

import type { Choices } from '../random.ts';
import type { Claim, Draw, Drawn, Entry } from './draw.ts';
import { neutralName } from './names.ts';
import { podOf } from './objects.ts';
import { inMain, neutralTemplate } from './template.ts';
import type { Vocabulary } from './vocabulary.ts';
import { CARRIERS, type Carrier, ON_A_LINE, type Setting, WRITINGS, type Writing } from './writings.ts';

interface SettingKind extends Entry {
  make: (draw: Draw) => Setting;
}

const TRUE_WORDS: Choices<string> = ['1', 'true', 'yes', 'on'];
const FALSE_WORDS: Choices<string> = ['0', 'false', 'no', 'off'];
/** Neither of the closed words of field-contracts.md: some YAML or language takes each for true or false. */
const NEITHER: Choices<string> = [
  'y',
  'n',
  't',
  'f',
  'enabled',
  '2',
  '0x1',
  '1.0',
  '01',
  '+1',
  '-1',
  'null',
  '~',
  'None',
  'nil',
  'NaN',
  '1s',
  '100%',
  '{}',
];
/** Settings that no plan lists and that speak of orders, with a value that lets them leave. */
const UNLISTED: Choices<[string, string]> = [
  ['LIVE_TRADING', 'true'],
  ['ENABLE_LIVE_TRADING', '1'],
  ['liveTrading', 'yes'],
  ['ALLOW_LIVE_ORDERS', 'on'],
  ['ORDERS_ENABLED', 'true'],
  ['PLACE_ORDERS', 'true'],
  ['TRADING_ENABLED', '1'],
  ['PAPER_TRADING', 'false'],
  ['USE_PAPER', '0'],
  ['SANDBOX', 'false'],
  ['CONFIRM_LIVE_ORDERS', 'yes'],
  ['TRADING__ENV', 'live'],
  ['TRADING_ENVIRONMENT', 'live'],
  ['SIMULATION', 'off'],
];

export const SETTINGS: Choices<SettingKind> = [
  {
    id: 'mode',
    make: ({ random, words }) => ({
      name: words.mode.variable,
      value: random.pick(words.mode.live),
      claim: 'live',
    }),
  },
  {
    id: 'mode of no list',
    make: ({ random, words }) => ({
      name: words.mode.variable,
      value: random.pick(['LIVE_TRADING', 'PROD', 'null', '1', 'REAL', 'LIVE,PAPER', 'EXECUTING']),
      claim: 'unread',
    }),
  },
  {
    id: 'safe mode',
    make: ({ random, words }) => ({
      name: words.mode.variable,
      value: random.pick(words.mode.safe),
      claim: 'innocent',
    }),
  },
  {
    id: 'enable',
    make: ({ random, words }) => ({
      name: random.pick(words.enables),
      value: random.pick(TRUE_WORDS),
      claim: 'live',
    }),
  },
  {
    id: 'enable off',
    make: ({ random, words }) => ({
      name: random.pick(words.enables),
      value: random.pick(FALSE_WORDS),
      claim: 'innocent',
    }),
  },
  {
    id: 'enable neither',
    make: ({ random, words }) => ({
      name: random.pick(words.enables),
      value: random.pick(NEITHER),
      claim: 'unread',
    }),
  },
  {
    id: 'dry run off',
    make: ({ random, words }) => ({
      name: random.pick(words.dryRun),
      value: random.pick(FALSE_WORDS),
      claim: 'live',
    }),
  },
  {
    id: 'dry run',
    make: ({ random, words }) => ({
      name: random.pick(words.dryRun),
      value: random.pick(TRUE_WORDS),
      claim: 'innocent',
    }),
  },
  {
    id: 'dry run neither',
    make: ({ random, words }) => ({
      name: random.pick(words.dryRun),
      value: random.pick(NEITHER),
      claim: 'unread',
    }),
  },
  {
    id: 'gate',
    make: ({ random, words }) => {
      const { variable: name, opens: value } = random.pick(words.gates);
      return { name, value, claim: 'live' };
    },
  },
  {
    id: 'unlisted',
    make: ({ random }) => {
      const [name, value] = random.pick(UNLISTED);
      return { name, value, claim: 'unlisted' };
    },
  },
];

interface Holder extends Entry {
  inside: boolean;
  credentials: boolean;
}

/** Where a setting is ours to weigh: in the mesh, and beside broker credentials anywhere. */
export const HOLDERS: Choices<Holder> = [
  { id: 'in the mesh', inside: true, credentials: false },
  { id: 'in the mesh with credentials', inside: true, credentials: true },
  { id: 'outside with credentials', inside: false, credentials: true },
  { id: 'outside', inside: false, credentials: false },
];

interface Written {
  setting: Setting;
  writing: Writing;
  carrier: Carrier;
  holder: Holder;
}

/**
 * What is claimed. A plain value that lets orders leave is bad. What cannot be read counts only at executors and beside broker
 * credentials (`weightOf`), so that in the mesh alone only a value that lets orders leave, or nearly, is claimed.
 */
function claimOf({ dryRun }: Vocabulary, { setting, writing, carrier, holder }: Written): Claim {
  const { claim, name } = setting;
  const { inside, credentials } = holder;
  // Elsewhere a setting that no plan lists, and a rehearsal that is off, are somebody else's.
  if (!inside && !credentials) return claim === 'unlisted' || dryRun.includes(name) ? 'innocent' : 'open';
  if (carrier.hides) return credentials ? 'doubt-setting' : 'open';
  if (ON_A_LINE.includes(carrier.id) && writing.odd) return 'open';
  if (claim === 'innocent') return writing.odd || carrier.doubt || credentials ? 'open' : 'innocent';
  if (claim === 'live' && writing.odd === undefined && carrier.doubt === undefined) return 'live';
  const readable = claim === 'live' || claim === 'unlisted';
  return credentials || (readable && writing.more === undefined) ? 'doubt-setting' : 'open';
}

/** A pod with a setting. */
export function drawSetting(draw: Draw): Drawn {
  const setting = draw.take('setting', SETTINGS).make(draw);
  const writing = draw.take('writing', WRITINGS);
  const carrier = draw.take('carrier', CARRIERS);
  const holder = draw.take('holder', HOLDERS);
  const { random, words } = draw;
  const name = neutralName(draw);
  const put = carrier.put({ ...setting, value: writing.write(setting.value) });
  const env = [
    ...(put.env ?? []),
    ...(holder.credentials ? [{ name: words.brokerVariable, value: 'x' }] : []),
  ];
  const namespace = random.pick(holder.inside ? words.inside : words.outside);
  return {
    objects: [podOf({ name, namespace }, inMain(neutralTemplate(draw), { ...put, env }))],
    cloudRun: [],
    sign: `${setting.name}=${JSON.stringify(setting.value)} written ${writing.id}, as ${carrier.id} ${holder.id}`,
    place: carrier.id,
    claim: claimOf(words, { setting, writing, carrier, holder }),
    polls: ['poll/Pod'],
    names: [name],
    mayBeTold: false,
    taken: draw.taken,
  };
}
