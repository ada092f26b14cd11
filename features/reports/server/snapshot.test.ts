import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runNameOf } from '#lib/contracts/run-meta.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { SNAPSHOT_KINDS } from '#lib/vocabulary.ts';
import { ArtifactError } from '#platform/whole-file.ts';
import { blind, calmFacts, sourceStatus } from '#testing/samples/facts.ts';
import { sampleEvaluation } from '#testing/samples/sample-evaluation.ts';
import { composeSnapshot, writeSnapshot } from './snapshot.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const EVENTS = sourceStatus('watch/Event');
const CIRCUMSTANCES = {
  kind: 'incident' as const,
  command: ['snapshot', 'incident'],
  gitSha: 'abc',
  takenBy: { user: 'ada', host: 'desk' },
  screenshot: { why: 'no console was named with --url', tried: false },
};

function compose(facts: readonly Fact[], more: Partial<Parameters<typeof composeSnapshot>[1]> = {}) {
  return composeSnapshot({ ...sampleEvaluation(facts), pending: [] }, { ...CIRCUMSTANCES, ...more });
}

const text = (snapshot: ReturnType<typeof compose>, file: string): string => String(snapshot.files.get(file));

describe('what a snapshot holds', () => {
  test('in calm every part, meta.json with all that it must say, and checksums of all files', () => {
    const snapshot = compose([...calmFacts(), EVENTS], { screenshot: { picture: Buffer.from('png') } });
    expect(snapshot.parts.filter((p) => p.state !== 'taken')).toEqual([]);
    const meta = JSON.parse(text(snapshot, 'meta.json'));
    expect(meta).toMatchObject({
      ...{
        kind: 'incident',
        version: '1',
        gitSha: 'abc',
        takenBy: { user: 'ada', host: 'desk' },
        mesh: 'Harbour',
        context: 'c',
        namespaces: ['pier'],
      },
      command: ['snapshot', 'incident'],
    });
    const sums = text(snapshot, 'SHA256SUMS').trimEnd().split('\n');
    expect(sums.map((line) => line.split('  ')[1])).toEqual(
      [...snapshot.files.keys()].filter((f) => f !== 'SHA256SUMS'),
    );
    expect(sums).toContain(`${createHash('sha256').update('png').digest('hex')}  screenshot.png`);
  });

  test('heartbeats as they were answered, switches as they stand', () => {
    const snapshot = compose([...calmFacts(), EVENTS]);
    const feed = JSON.parse(text(snapshot, 'heartbeat_samples.json')).find(
      (a: { agent: string }) => a.agent === 'feed',
    );
    expect(feed).toMatchObject({
      verdict: 'good',
      reportedAgeSeconds: 1,
      samples: [{ id: 'beat', raw: '{}' }],
    });
    expect(JSON.parse(text(snapshot, 'kill_switch.json')).switches[0]).toMatchObject({
      id: 'brake',
      value: '1',
    });
  });

  test('a part that failed is named with why, and has no file; the others are there', () => {
    const snapshot = compose([...calmFacts(), EVENTS, blind('poll/Pod')]);
    const failed = snapshot.parts.filter((p) => p.state === 'failed');
    expect(failed.map((p) => p.name)).toEqual(['deploy report', 'pods']);
    expect(failed[1]?.why).toContain('connection refused');
    expect(snapshot.files.has('pods.json')).toBe(false);
    expect(snapshot.files.has('workloads.json')).toBe(true);
    expect(JSON.parse(text(snapshot, 'meta.json')).parts).toEqual(snapshot.parts);
  });

  test('without any answer the posture says so, and every part from the cluster has failed', () => {
    const snapshot = compose([]);
    const taken = snapshot.parts.filter((p) => p.state === 'taken').map((p) => p.name);
    expect(taken).toEqual(['posture', 'heartbeat samples']);
    expect(JSON.parse(text(snapshot, 'posture.json')).execution.outcome).toBe('unproven');
  });

  test.each([
    [{ why: 'no console', tried: false }, 'not taken'],
    [{ why: 'the browser ended with 1', tried: true }, 'failed'],
  ])('a screenshot that is not there: %j is %s', (screenshot, state) => {
    const part = compose([...calmFacts(), EVENTS], { screenshot }).parts.find((p) => p.name === 'screenshot');
    expect(part).toEqual({ name: 'screenshot', state, files: [], why: screenshot.why });
  });
});

describe('its folder', () => {
  test.each(SNAPSHOT_KINDS)('is named by its time and kind, which sorts by time: %s', (kind) => {
    expect(runNameOf({ takenAt: '2026-11-20T13:30:04.120Z', kind })).toBe(
      `20261120T133004Z_${kind.replace('-', '_')}`,
    );
  });

  test('is there at once and whole', () => {
    const snapshot = compose([...calmFacts(), EVENTS]);
    const path = writeSnapshot(join(folder, 'ops_runs'), snapshot);
    expect(readdirSync(join(folder, 'ops_runs'))).toEqual([snapshot.name]);
    expect(readdirSync(path).sort()).toEqual([...snapshot.files.keys()].sort());
    expect(readFileSync(join(path, 'meta.json'), 'utf8')).toBe(text(snapshot, 'meta.json'));
  });

  test('an earlier one under the same name is kept, and nothing is left of the new one', () => {
    const snapshot = compose(calmFacts());
    mkdirSync(join(folder, snapshot.name));
    writeFileSync(join(folder, snapshot.name, 'kept'), '');
    expect(() => writeSnapshot(folder, snapshot)).toThrow(ArtifactError);
    expect(readdirSync(folder)).toEqual([snapshot.name]);
    expect(readdirSync(join(folder, snapshot.name))).toEqual(['kept']);
  });
});
