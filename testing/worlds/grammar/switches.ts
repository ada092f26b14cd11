/** The values of halt switches, as every reader of them reads them. */

import type { Choices } from '../random.ts';
import { haltMap } from './bench.ts';
import type { Claim, Draw, Drawn, Entry } from './draw.ts';

interface SwitchValue extends Entry {
  /** The value; `undefined`: the key is missing. */
  value: string | undefined;
  /** What every reader of field-contracts.md takes it for; `differ`: not the same. */
  read: 'halted' | 'not halted' | 'neither' | 'differ';
}

const values = (read: SwitchValue['read'], ...all: string[]): SwitchValue[] =>
  all.map((value) => ({ id: JSON.stringify(value), value, read }));

/**
 * Python strips U+001C–001F and U+0085 and no byte-order mark, JavaScript the other way round; a file ends its first line at
 * more characters than a variable does.
 */
export const SWITCH_VALUES: Choices<SwitchValue> = [
  { id: 'no key', value: undefined, read: 'neither' },
  ...values(
    'halted',
    '1',
    'true',
    'TRUE',
    'Yes',
    'oN',
    ' 1 ',
    '\t1',
    '1\n',
    '1\r\n',
    '1\u00a0',
    'yes\u2028',
    '1\n\n',
  ),
  ...values('not halted', '0', 'false', 'No', 'OFF', ' 0 ', '0\n'),
  ...values(
    'neither',
    '',
    ' ',
    'null',
    '~',
    'y',
    't',
    'enabled',
    '2',
    '0x1',
    '1.0',
    '01',
    '+1',
    '"1"',
    "'true'",
    '1 # on',
  ),
  ...values('neither', '1\u200b', '\u2060true', '１', 'true,', 'halted', 'None', 'ye\u0455', '1;'),
  ...values(
    'differ',
    '\ufeff1',
    '1\u0085',
    '1\u001c',
    '1\u001f',
    '\n1',
    '\u20281',
    '\f1',
    '\v1',
    '1\n0',
    '0\n1',
  ),
];

/** The claims of a switch that only one reader has: what a file's first line is does not matter there. */
function switchClaim(read: SwitchValue['read'], byFile: boolean): Claim {
  if (read === 'halted') return 'innocent';
  if (read === 'not halted') return 'live';
  return read === 'neither' || byFile ? 'doubt-setting' : 'open';
}

export function drawSwitch(draw: Draw): Drawn {
  const entry = draw.take('switch value', SWITCH_VALUES);
  const which = draw.random.pick(draw.words.switches);
  return {
    objects: [haltMap(which, entry.value)],
    cloudRun: [],
    sign: `${which.configMap} holds ${entry.id}, which readers take for ${entry.read}`,
    place: which.configMap,
    claim: switchClaim(entry.read, which.byFile),
    polls: [`poll/ConfigMap/${which.namespace}/${which.configMap}`],
    names: [which.configMap],
    mayBeTold: false,
    taken: draw.taken,
  };
}
