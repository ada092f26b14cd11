import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeLog } from './log.ts';

const lineSchema = z.record(z.string(), z.unknown());

/** The one line that `say` logs, as text and as its fields. */
function lineOf(say: (log: ReturnType<typeof makeLog>) => void): {
  text: string;
  fields: Record<string, unknown>;
} {
  const lines: string[] = [];
  say(makeLog({ write: (line: string) => void lines.push(line) }));
  expect(lines.length).toBe(1);
  const text = lines[0] ?? '';
  return { text, fields: lineSchema.parse(JSON.parse(text)) };
}

const failure = () =>
  Object.assign(new Error('GET https://me:hunter2@broker.example refused, Authorization: Bearer abcdef123'), {
    code: 'ECONNREFUSED',
    config: { headers: { authorization: 'Bearer abcdef123' } },
  });

test.each<[string, Record<string, unknown>]>([
  ['in a reason', { reason: 'login failed: password=hunter2' }],
  ['in a URL', { why: 'GET https://me:hunter2@broker.example/ failed' }],
  ['under a key that says so', { api_key: 'hunter2' }],
  ['deep within', { answer: { list: [{ token: { value: 'hunter2' } }] } }],
  ['in the headers of a request', { request: { headers: { accept: 'x', cookie: 'hunter2' } } }],
  ['in headers', { headers: { 'x-anything': 'hunter2' } }],
])('a secret %s is in no line', (_where, fields) => {
  const { text } = lineOf((log) => log.info(fields, 'something'));
  expect(text).not.toContain('hunter2');
  expect(text).toContain('[redacted]');
});

test('an error is logged with its type, code, text and stack, and without secrets or whatever hangs on it', () => {
  const { text, fields } = lineOf((log) => log.error({ err: failure() }, 'failed'));
  expect(text).not.toMatch(/hunter2|abcdef123|config/);
  expect(fields).toMatchObject({
    level: 'error',
    msg: 'failed',
    err: { type: 'Error', code: 'ECONNREFUSED', stack: expect.stringContaining('log.test') },
  });
});

test('an error under any key is told', () => {
  const { fields } = lineOf((log) => log.error({ cause: new RangeError('too far') }, 'failed'));
  expect(fields.cause).toMatchObject({ type: 'RangeError', message: 'too far' });
});

test('terminal escapes do not reach a terminal', () => {
  const { fields } = lineOf((log) => log.warn({ reason: '\u001b]0;owned\u0007calm' }, 'agent'));
  expect(fields.reason).toBe('calm');
});

test('a line has its time, its level in words and whose it is', () => {
  const { fields } = lineOf((log) => log.warn({ agent: 'feed', seconds: 3 }, 'agent'));
  expect(fields).toMatchObject({
    level: 'warn',
    name: 'mission-control',
    agent: 'feed',
    seconds: 3,
    msg: 'agent',
  });
  expect(fields.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});
