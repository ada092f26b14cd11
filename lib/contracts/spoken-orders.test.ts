import { expect, test } from 'vitest';
import { spokenOrders } from './spoken-orders.ts';

const told = (json: unknown, ...known: string[]) => spokenOrders(json, new Set(known)).map((f) => f.field);

test.each([
  ['a flag', { runtime: { execution_enabled: true } }, 'runtime.execution_enabled'],
  ['a flag as a number', { trading_enabled: 1 }, 'trading_enabled'],
  ['a flag in a list', { gates: [{ dry_run: false }] }, 'gates.0.dry_run'],
])('%s that lets orders leave is told by its path', (_what, json, field) => {
  expect(told(json)).toEqual([field]);
  expect(told(json, field)).toEqual([]);
});

test.each([
  { live: true, orders: 12, is_trading_hours: true },
  { execution_enabled: false, dry_run: true, execution_agent: 'http://execution-agent:8080' },
  'execution_enabled',
  null,
])('%j tells nothing of orders that may leave', (json) => {
  expect(told(json)).toEqual([]);
});
