/** Gates of a plan: what is safe, what is dangerous, what nobody knows, and what of it may be kept. */

import { describe, expect, test } from 'vitest';
import type { GatePlan } from '../plan/schema.ts';
import { dangerousAddress, keptGateValue, readGate } from './gates.ts';

const gate = (value: Partial<GatePlan>): GatePlan => ({
  variable: 'X',
  safe: ['off'],
  unset: 'safe',
  where: 'everywhere',
  ...value,
});
const SWITCH = gate({});
const TOKEN = gate({ safe: [] });
const MODE = gate({ safe: ['paper'] });
const HOST = gate({ safe: ['https://paper-api.alpaca.markets'], danger: ['https://api.alpaca.markets'] });

describe('a gate', () => {
  test.each<[GatePlan, string, string]>([
    [SWITCH, '0', 'safe'],
    [SWITCH, ' False\n', 'safe'],
    [SWITCH, '', 'unset'],
    [SWITCH, '1', 'danger'],
    [SWITCH, '"1"', 'danger'],
    [SWITCH, '\ufeffTRUE', 'danger'],
    [SWITCH, 'live', 'danger'],
    [SWITCH, '"0"', 'odd'],
    [SWITCH, '2', 'odd'],
    [SWITCH, `${' '.repeat(300)}1`, 'odd'],
    [SWITCH, `${' '.repeat(5000)}1`, 'odd'],
    [TOKEN, `${' '.repeat(5000)}1`, 'danger'],
    [SWITCH, 'maybe', 'odd'],
    [MODE, 'paper', 'safe'],
    [MODE, 'LIVE', 'danger'],
    [MODE, 'both', 'odd'],
    [gate({ safe: ['on'] }), 'off', 'danger'],
    [gate({ safe: ['0'], danger: ['1'] }), 'true', 'odd'],
    [gate({ safe: ['on'], danger: ['unlocked'] }), 'UNLOCKED', 'danger'],
    [TOKEN, 'anything', 'danger'],
    [TOKEN, '0', 'danger'],
    [TOKEN, ' ', 'unset'],
  ])('%j reads %j as %s', (plan, value, reading) => {
    expect(readGate(plan, value)).toBe(reading);
  });

  test.each<[string, string]>([
    ['https://paper-api.alpaca.markets', 'safe'],
    ['https://paper-api.alpaca.markets/', 'safe'],
    ['HTTPS://Paper-API.Alpaca.Markets:443/v2', 'safe'],
    ['https://paper-api.alpaca.markets.', 'safe'],
    ['https://api.alpaca.markets', 'danger'],
    ['https://api.alpaca.markets:8443/v2?x=1', 'danger'],
    ['wss://api.alpaca.markets/stream', 'danger'],
    ['http://api.alpaca.markets', 'danger'],
    ['api.alpaca.markets', 'danger'],
    ['https://api%2Ealpaca.markets/v2', 'danger'],
    ['https://key:secret@api.alpaca.markets/v2', 'danger'],
    ['https://api.alpaca.markets./', 'danger'],
    ['https:\\\\api.alpaca.markets', 'danger'],
    ['https://paper-api.alpaca.markets,https://api.alpaca.markets', 'danger'],
    ['"https://api.alpaca.markets"', 'danger'],
    ['http://paper-api.alpaca.markets', 'odd'],
    ['https://paper-api.alpaca.markets:8443', 'odd'],
    ['paper-api.alpaca.markets', 'odd'],
    ['https://user@paper-api.alpaca.markets', 'odd'],
    ['https://paper-api.alpaca.markets@example.com', 'odd'],
    ['https://paper-api.alpaca.markets.example.com', 'odd'],
    ['https://example.com/paper-api.alpaca.markets', 'odd'],
    ['https://broker-proxy:8080', 'odd'],
  ])('the address %j is %s', (value, reading) => {
    expect(readGate(HOST, value)).toBe(reading);
  });
});

describe('kept of a value', () => {
  test.each<[GatePlan, string, string | null]>([
    [SWITCH, '1', '1'],
    [SWITCH, 'hunter2', null],
    [gate({ safe: ['on'], danger: ['unlocked'] }), 'UNLOCKED', 'UNLOCKED'],
    [TOKEN, 'hunter2', null],
    [TOKEN, '1', null],
    [TOKEN, '', ''],
    [HOST, 'https://key:hunter2@api.alpaca.markets/v2?apikey=hunter2', 'https://api.alpaca.markets'],
    [HOST, 'https://paper-api.alpaca.markets/v2?apikey=hunter2', 'https://paper-api.alpaca.markets'],
    [HOST, 'https://key:hunter2@paper-api.alpaca.markets', null],
    [HOST, 'https://hunter2.example.com', null],
  ])('%j: of %j only %j', (plan, value, kept) => {
    expect(keptGateValue(plan, value)).toBe(kept);
  });

  test('a live address is known under any name', () => {
    expect(dangerousAddress([SWITCH, HOST], 'wss://api.alpaca.markets/stream')).toBe(
      'https://api.alpaca.markets',
    );
    expect(dangerousAddress([SWITCH, HOST], 'https://data.alpaca.markets')).toBeNull();
  });
});
