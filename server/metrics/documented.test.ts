/** docs/prometheus.md names what the console writes: every metric and every alert about itself, and none besides. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SampleConsole } from '#testing/metrics/console.ts';
import { attempt, calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { ruleFile } from '../cli/prometheus/rule-file.ts';

const [alerts = '', metrics = ''] = readFileSync('docs/prometheus.md', 'utf8').split('\n## Metrics\n');

/** Code spans in the first column of the tables. */
function firstColumn(text: string): string[] {
  return [...text.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}

test('metrics', async () => {
  const console = new SampleConsole(SAMPLE_PLAN, NOW);
  console.hear([...calmFacts(), attempt('pilot', 'counts', 'pier/pilot-0', 'timeout')]);
  const written = (await console.page()).map(({ name }) =>
    name
      .replace('mission_control_', '')
      .replace(/_(bucket|sum|count)$/, '')
      .replace(/^(process|nodejs)_.*/, '$1_*'),
  );
  const named = firstColumn(metrics);
  const absentWhenCalm = ['action', 'escalation_since_timestamp_seconds'];
  expect(named.filter((name) => !absentWhenCalm.includes(name)).sort()).toEqual([...new Set(written)].sort());
});

test('alerts', () => {
  const options = { baseUrl: 'https://console.example', job: 'mission-control' };
  const [own, about] = ruleFile(SAMPLE_PLAN, options).groups.map(({ rules }) => rules.map((r) => r.alert));
  const named = firstColumn(alerts).filter((name) => name.startsWith('MissionControl'));
  expect(named.sort()).toEqual([own?.at(-1), ...(about ?? [])].sort());
});
