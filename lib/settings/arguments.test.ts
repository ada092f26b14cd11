import { expect, test } from 'vitest';
import { settingsOnLine, settingsWithin } from './arguments.ts';

const told = (settings: ReturnType<typeof settingsWithin>): string[] =>
  settings.map(({ name, value }) => `${name}=${value}`);

test.each([
  ['{"live":true}', 'live=true'],
  ['{"trading":{"mode":"live"}}', 'mode=live'],
  ["{'paper': False}", 'paper=False'],
  ['trading:\n  mode: live\n', 'mode=live'],
  ['-Xmx1g -Dtrading.mode=live', 'trading.mode=live'],
  ['--live --verbose', '--live=true'],
  ['live=true;paper=false', 'paper=false'],
])('%j holds %s', (value, setting) => {
  expect(told(settingsWithin(value))).toContain(setting);
});

test.each(['live', 'a live bot', 'hunter2 live', 'https://api.example/live', `--live ${'x'.repeat(8_000)}`])(
  '%j holds none',
  (value) => {
    expect(settingsWithin(value)).toEqual([]);
  },
);

test.each([
  ['-m live', ['live=true']],
  ['grep -v live', ['-v=live']],
])('%s is read as %j', (line, settings) => {
  expect(told(settingsOnLine([line]))).toEqual(settings);
});
