import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { readTimings } from './timings-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'timings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string): unknown {
  const file = join(folder, 'timings.json');
  writeFileSync(file, text);
  try {
    return readTimings(file);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.join('\n');
    throw error;
  }
}

describe('the file of timings', () => {
  test('shorter timings are taken, the others are left as they are', () => {
    expect(read('{"pollEvery": 500, "watchSeconds": 20}')).toEqual({ pollEvery: 500, watchSeconds: 20 });
  });

  test.each([
    ['longer than the console has it', '{"pollEvery": 3001}', 'pollEvery: from 50 to 3000'],
    ['a load on the API server', '{"pollEvery": 1}', 'pollEvery: from 50 to 3000'],
    ['no number', '{"backoffLast": "soon"}', 'backoffLast: from 50 to 5000'],
    ['an unknown name', '{"poll": 500}', 'poll'],
    ['no JSON', 'pollEvery: 500', 'It must be JSON'],
  ])('refused: %s', (_why, text, words) => {
    expect(read(text)).toContain(words);
  });

  test('a file that is not there is reported by its name', () => {
    expect(() => readTimings(join(folder, 'none.json'))).toThrow(/none\.json/);
  });

  test('all mistakes are reported at once', () => {
    expect(String(read('{"pollEvery": 0, "listTimeout": -1}')).split('\n')).toHaveLength(2);
  });
});
