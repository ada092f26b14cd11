import { expect, test } from 'vitest';
import { expanded, filledIn } from './expand.ts';
import type { MapContext } from './map-context.ts';

const BEFORE = new Map([
  ['MODE', 'LIVE'],
  ['HIDDEN', null],
]);

test.each<[string, string, boolean, string | null]>([
  ['text alone', 'LIVE', false, 'LIVE'],
  ['a variable before it', '$(MODE)', false, 'LIVE'],
  ['a part of it', 'x-$(MODE)-y', false, 'x-LIVE-y'],
  ['an escaped reference', '$$(MODE)', false, '$(MODE)'],
  ['a variable from elsewhere', '$(HIDDEN)', false, null],
  ['a name that nothing sets', '$(OTHER)', false, '$(OTHER)'],
  ['a name that a whole source may set', '$(OTHER)', true, null],
  ["a shell's variable", '$MODE', false, '$MODE'],
  ['an open bracket', '$(MODE', false, '$(MODE'],
])('%s: %s is filled in as the kubelet does', (_what, value, wholeSources, expected) => {
  expect(expanded(value, BEFORE, wholeSources)).toBe(expected);
});

const SEEN = new Map([
  ['A', 'execution'],
  ['B', '_agent'],
  ['RUN', 'python -m execution_agent.app'],
  ['MODE', 'live'],
  ['KEY', 'hunter2'],
  ['HIDDEN', null],
]);
const CONTEXT: MapContext = {
  keptValue: (_name, value) => (value === 'live' ? value : null),
  isSwitch: () => false,
  executorsIn: (value) => (value.includes('execution_agent') ? ['execution-agent'] : []),
  configKeys: () => [],
};

test.each([
  ['$(A)$(B).app', 'execution-agent'],
  ['-c $RUN', '-c execution-agent'],
  ['--mode=$(MODE)', '--mode=live'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
  ['--mode=${MODE}', '--mode=live'],
  ['--key=$(KEY)', '--key=$(KEY)'],
  ['$(HIDDEN) $(OTHER)', '$(HIDDEN) $(OTHER)'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
  ['P=execution; python -m ${P}_agent', 'P=execution; python -m execution-agent'],
  ['execution_agent $', 'execution_agent $'],
])('%s on a command line becomes %s', (word, filled) => {
  expect(filledIn(word, SEEN, CONTEXT)).toBe(filled);
});
