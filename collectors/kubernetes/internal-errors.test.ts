import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { InternalErrors } from './internal-errors.ts';

let lines: string[];
let internalErrors: InternalErrors;
beforeEach(() => {
  lines = [];
  internalErrors = new InternalErrors(pino({}, { write: (line) => void lines.push(line) }));
});
const fails = (message: string) => () => {
  throw new TypeError(message);
};

test('the callback’s result passes through, and nothing is logged', () => {
  expect(internalErrors.guard('adding', () => 1 + 1, 0)).toBe(2);
  expect([internalErrors.total(), lines]).toEqual([0, []]);
});

test('a callback that throws gives the fallback; each kind is logged once, all are counted', () => {
  for (let i = 0; i < 5; i++) expect(internalErrors.guard('adding', fails('first'), 7)).toBe(7);
  internalErrors.guard('adding', fails('second'), 0);
  internalErrors.guard('telling', fails('first'), 0);
  expect(internalErrors.total()).toBe(7);
  expect(lines.map((line) => JSON.parse(line).what)).toEqual(['adding', 'adding', 'telling']);
  expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ type: 'TypeError', message: 'first' });
});

test('errors with ever new messages do not fill the log or the memory', () => {
  for (let i = 0; i < 500; i++) internalErrors.guard('adding', fails(`number ${i}`), 0);
  expect(internalErrors.total()).toBe(500);
  expect(lines.length).toBe(101);
});

test('a thrown value that is not an Error is reported too', () => {
  internalErrors.note('adding', 'a string');
  expect(lines).toHaveLength(1);
});
