import { describe, expect, test } from 'vitest';
import { cleanText, isSecretKey, REDACTED, rawOf, redactText } from './redact.ts';

describe('keys whose values are secrets', () => {
  test.each([
    'api_key',
    'apiKey',
    'ALPACA_API_KEY',
    'apikey',
    'x-api-key',
    'client_secret',
    'Token',
    'access-token',
    'Authorization',
    'PASSWORD',
    'private_key',
    'private-key',
    'privateKey',
    'firebase_key',
    'FIREBASE-KEY',
  ])('%s is one', (key) => expect(isSecretKey(key)).toBe(true));
  test.each(['age_seconds', 'service', 'keyboard', 'status'])('%s is none', (key) =>
    expect(isSecretKey(key)).toBe(false),
  );
});

describe('secrets and escapes within text', () => {
  test.each([
    ['a bearer token', 'sent Authorization: Bearer abc.def-123456 to the broker', 'abc.def'],
    ['a JWT', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N', 'eyJ'],
    ['an assignment', 'login failed: password=hunter2 for bob', 'hunter2'],
    ['a JSON within a text', 'config {"api_key": "AK-12345678"} loaded', 'AK-1234'],
    ['a key in a query', 'GET /x?token=s3cr3t&y=1', 's3cr3t'],
    ['user information in a URL', 'GET https://me:hunter2@broker.example/v2 failed', 'hunter2'],
    ['a token of a code host', 'clone failed for ghp_0123456789abcdefABCD', '0123456789'],
    ['a key of a broker', 'order refused for PKABCDEFGH0123456789', 'ABCDEFGH'],
    ['a key of a cloud', 'AKIAIOSFODNN7EXAMPLE is not allowed', 'IOSFODNN'],
    ['a token that invisible characters split', 'tok\u00aden: abc\u200bdef', 'def'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----', 'MIIE'],
  ])('%s does not survive', (_, text, secret) => {
    expect(redactText(text)).not.toContain(secret);
    expect(redactText(text)).toContain(REDACTED);
  });

  test('terminal escapes, control and bidirectional characters are stripped', () => {
    const text = '\u001b[31mred\u001b[0m \u001b]0;title\u0007bell\u0007 \u0000\u009b1mx \u202egnp.exe\u2066';
    expect(redactText(text)).toBe('red bell 1mx gnp.exe');
  });

  test('half a surrogate pair is no character, and a cut leaves none', () => {
    expect(redactText('go\ud800od')).toBe('go\ufffdod');
    expect(cleanText(`${'x'.repeat(8)}\u{1f600}y`, 10)).toBe('xxxxxxxx…');
    expect(cleanText(`${'x'.repeat(8)}\u{1f600}y`, 11)).toBe(`${'x'.repeat(8)}\u{1f600}y`);
  });
  test('ordinary text is left as it is', () => {
    const text = 'Stale: last tick 61 s ago (limit 60 s), "quotes" & <tags> stay';
    expect(redactText(text)).toBe(text);
  });

  test('a hostile text cannot make the search slow', () => {
    const texts = [
      'a'.repeat(65_536),
      'eyJ'.repeat(21_000),
      'token'.repeat(13_000),
      '-eyJaaaaaaa'.repeat(6_000),
    ];
    // The length that is searched is bounded: with a quadratic search these would take minutes, not milliseconds.
    for (const text of texts) expect(redactText(text).length).toBeLessThanOrEqual(8_192 + REDACTED.length);
  });
});

describe('a body for people', () => {
  test('is pretty-printed, with nested secrets redacted whatever their type', () => {
    const raw = rawOf({
      service: 'x',
      auth: { token: { deep: 'v' } },
      list: [{ Password: 5 }],
      note: 'Bearer abcdefgh',
    });
    expect(JSON.parse(raw)).toEqual({
      service: 'x',
      auth: { token: REDACTED },
      list: [{ Password: REDACTED }],
      note: `Bearer ${REDACTED}`,
    });
  });
  test('is at most 4 KiB', () =>
    expect(rawOf({ text: ['x'.repeat(5_000), 'y'.repeat(5_000)] }).length).toBe(4_096));
  test('survives nesting as deep as 64 KiB allow', () => {
    expect(rawOf(JSON.parse('['.repeat(32_000) + ']'.repeat(32_000)))).toContain('…');
  });
  test('keeps a key named __proto__ a plain key', () => {
    expect(rawOf(JSON.parse('{"__proto__": {"polluted": true}}'))).toContain('polluted');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  test('of nothing is empty', () => expect(rawOf(undefined)).toBe(''));
});

test('clean text is one line of a bounded length', () => {
  expect(cleanText('  a\n\tb  ', 10)).toBe('a b');
  expect(cleanText('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
});
