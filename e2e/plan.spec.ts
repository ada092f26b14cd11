/** The plan's file while the console runs, and at its start. */

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, openPane, test } from './pane.ts';
import { ConsoleProcess } from './processes.ts';

const PLAN = 'plan/agent-mesh.yaml';
const folder = mkdtempSync(join(tmpdir(), 'plan-'));

test('a changed plan is taken up while running; an invalid one keeps the old plan and says where it is wrong', async ({
  page,
  mesh,
}) => {
  const file = join(folder, 'mesh.yaml');
  copyFileSync(PLAN, file);
  const served = new ConsoleProcess(mesh, ['--plan', file]);
  await served.start();
  try {
    await openPane(page, served.url);
    const text = readFileSync(PLAN, 'utf8');
    writeFileSync(file, text.replace('criticality: P0', 'criticality: P9'));
    await expect(page.locator('body')).toContainText(/mesh\.yaml:\d+:\d+: agents\[0\]\.criticality/);
    await expect(page.locator('[data-testid^="agent-row-"]')).toHaveCount(9);
    writeFileSync(file, text.replace('99.9 % heartbeat availability', 'Renamed by the plan'));
    await expect(page.getByTestId('agent-row-marketdata-mcp-server')).toContainText('Renamed by the plan');
    await expect(page.locator('body')).not.toContainText('agents[0].criticality');
  } finally {
    await served.stop();
  }
});

test('a wrong configuration ends the process with 64 before it listens, all mistakes reported', () => {
  const file = join(folder, 'broken.yaml');
  writeFileSync(
    file,
    readFileSync(PLAN, 'utf8')
      .replace('criticality: P0', 'criticality: P9')
      .replace('kind: ingest', 'kind: injest'),
  );
  const ended = spawnSync(
    process.execPath,
    ['server/main.ts', '--plan', file, '--kubeconfig', join(folder, 'nowhere')],
    { encoding: 'utf8' },
  );
  expect(ended.status).toBe(64);
  expect(ended.stderr).toMatch(/broken\.yaml:\d+:\d+: agents\[0\]\.criticality/);
  expect(ended.stderr).toMatch(/broken\.yaml:\d+:\d+: agents\[1\]\.kind/);
  expect(ended.stderr).toContain('nowhere');
});
