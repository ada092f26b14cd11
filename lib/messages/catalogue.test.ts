import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATALOGUE } from './catalogue.ts';

const TABLES = readdirSync(import.meta.dirname).filter((name) => /(?<!\.test)\.ts$/.test(name));

test('every table of templates stands in the catalogue, and no code is there twice', async () => {
  const codes: string[] = [];
  for (const name of TABLES) {
    if (!readFileSync(join(import.meta.dirname, name), 'utf8').includes('Messages = {')) continue;
    const table: object = await import(join(import.meta.dirname, name));
    for (const [exported, held] of Object.entries(table))
      if (exported.endsWith('Messages')) codes.push(...Object.keys(held));
  }
  expect(codes.length).toBeGreaterThan(3);
  expect(codes.toSorted()).toEqual(Object.keys(CATALOGUE).toSorted());
});
