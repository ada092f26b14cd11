import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dropForgotten } from './data-folder.ts';

const DAYS = 30;

test('journals of other meshes are deleted when everything in them has expired; the own one, damaged ones and other files stay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-'));
  const old = new Date(Date.now() - (DAYS + 1) * 86_400_000);
  const young = ['journal-aa.sqlite'];
  const stays = ['journal-0f.sqlite', 'journal-cc.sqlite.damaged-2026', 'console.lock', 'notes.sqlite'];
  const goes = ['journal-bb.sqlite', 'journal-bb.sqlite-wal'];
  for (const name of [...young, ...stays, ...goes]) writeFileSync(join(folder, name), '');
  for (const name of [...stays, ...goes]) utimesSync(join(folder, name), old, old);
  dropForgotten(folder, 'journal-0f.sqlite', DAYS);
  expect(readdirSync(folder).sort()).toEqual([...young, ...stays].sort());
  rmSync(folder, { recursive: true });
});
