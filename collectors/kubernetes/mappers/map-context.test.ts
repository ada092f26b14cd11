/** What of a spec's values is kept: switches as they are, harmless words, and nothing else. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePlan } from '#server/plan-file.ts';
import { mapDeployment } from './deployment.ts';
import { mapContextOf } from './map-context.ts';

const read = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'));
if (!read.ok) throw new Error('the plan is not valid');
const context = mapContextOf(read.plan);

describe('kept of a variable', () => {
  test.each([
    ['EXECUTION_HALTED', '\ufeff1', '\ufeff1'],
    ['EXECUTION_HALTED_FILE', '/etc/x', '/etc/x'],
    ['AGENT_MODE', ' live ', ' live '],
    ['AGENT_MODE', 'hunter2', null],
    ['DRY_RUN', '"0"', '"0"'],
    ['ANYTHING', 'true', 'true'],
    ['ANYTHING', 'hunter2', null],
    ['ANYTHING', 'PKABCDEFGHIJKLMNOPQR', null],
    ['DB_PASSWORD', 'demo', null],
    ['api-token', '1', null],
    ['EXECUTION_CONFIRM_TOKEN', '1', null],
    ['execution_confirm_token', 'true', null],
    ['TRADING_MODE', 'both', null],
    ['BASE_URL', 'https://k:hunter2@api.alpaca.markets/v2', 'https://api.alpaca.markets'],
    ['APCA_API_BASE_URL', 'https://paper-api.alpaca.markets/v2', 'https://paper-api.alpaca.markets'],
    ['APCA_API_BASE_URL', 'https://proxy.example', null],
  ])('%s=%j: %j', (name, value, kept) => {
    expect(context.keptValue(name, value)).toBe(kept);
  });

  test('no value that is no harmless word is in a fact', () => {
    const values = ['hunter2', 'hunter2 live', 'https://u:hunter2@api.alpaca.markets', 'live-hunter2'];
    const names = [
      'LIVE_TRADING',
      'EXECUTION_CONFIRM_TOKEN',
      'TRADING_MODE',
      'APCA_API_BASE_URL',
      'AGENT_MODE',
      'X',
    ];
    const env = values.flatMap((value) =>
      names.map((name, i) => ({ name: `${name}${i > 4 ? value.length : ''}`, value })),
    );
    for (const variable of env) {
      const spec = { template: { spec: { containers: [{ name: 'c', env: [variable] }] } } };
      const metadata = { name: 'd', namespace: 'n', uid: 'u', resourceVersion: '1' };
      expect(JSON.stringify(mapDeployment({ metadata, spec }, context))).not.toContain('hunter2');
    }
  });
});

test.each([
  ['the gates of the plan', '{"EXEC_GUARD_UNLOCK":"1"}', 'EXEC_GUARD_UNLOCK'],
  ['its switches, in another writing', '--dry-run=false', '--dry-run'],
])('a variable that holds %s keeps them', (_what, value, name) => {
  const env = [{ name: 'OPTIONS', value }];
  const spec = { template: { spec: { containers: [{ name: 'c', env }] } } };
  const metadata = { name: 'd', namespace: 'n', uid: 'u', resourceVersion: '1' };
  const [container] = mapDeployment({ metadata, spec }, context).containers;
  expect(container?.environment[0]?.settings?.map((held) => held.name)).toEqual([name]);
});

test.each([
  ['DRY_RUN', true],
  ['--dry-run', true],
  ['execution-confirm', true],
  // An ordinary word in many a configuration: its live values are kept by themselves.
  ['AGENT_MODE', false],
  ['DRY', false],
])('%s is a switch: %s', (name, is) => {
  expect(context.isSwitch(name)).toBe(is);
});
