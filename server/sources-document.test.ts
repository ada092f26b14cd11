import { beforeEach, describe, expect, test } from 'vitest';
import { sourcesSchema } from '#lib/documents/sources.ts';
import type { Fact, SourceAvailability } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import { calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { Collector } from './collector.ts';
import { type Self, sourcesDocument } from './sources-document.ts';

let now: number;
let collector: Collector;
let self: Self;

beforeEach(() => {
  now = NOW;
  self = {
    vitals: {
      evaluatedMsAgo: 0,
      lateMs: 3.4,
      stalls: 0,
      clockSteps: 0,
      lastStall: null,
      lastStep: null,
      reasons: [],
    },
    viewers: 2,
    droppedReaders: 1,
    publishedAt: NOW - 4_000,
  };
  collector = new Collector({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '1.2', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => now, monotonic: () => now },
    listeners: { posture: () => undefined, tick: () => undefined, evaluated: () => undefined },
  });
});

function hear(facts: readonly Fact[]) {
  collector.say(facts);
  collector.turn();
  return sourcesSchema.parse(sourcesDocument(collector, self));
}

const sourceStatus = (subject: string, value: Partial<SourceAvailability>): Fact => ({
  subject,
  kind: 'source-status',
  observedAt: NOW,
  source: 'test',
  value: {
    label: subject,
    state: 'seen',
    scope: 'cluster',
    cause: null,
    lastSeenAt: NOW - 1_000,
    syncedAt: NOW - 60_000,
    lastEventAt: NOW - 20_000,
    unreadable: 3,
    blindSince: null,
    restarts: 2,
    count: 41,
    ...value,
  },
});

describe('each source', () => {
  test('tells how far and how fresh it is, beside what the posture says of it', () => {
    const { sources } = hear([sourceStatus('watch/Pod', { scope: ['pier'] })]);
    expect(sources).toEqual([
      {
        ...collector.posture().sources[0],
        scope: ['pier'],
        lastSeenAt: '2026-11-20T15:14:59.000Z',
        syncedAt: '2026-11-20T15:14:00.000Z',
        lastEventAt: '2026-11-20T15:14:40.000Z',
        blindSince: null,
        restarts: 2,
        unreadable: 3,
        count: 41,
      },
    ]);
  });

  test('that is blind says since when, and stands before all that is seen', () => {
    const since = NOW - 30_000;
    const { sources } = hear([
      ...calmFacts(),
      sourceStatus('watch/Node', { state: 'blind', cause: say('cause-refused'), blindSince: since }),
      sourceStatus('poll/Pod', { state: 'blind', cause: say('cause-connect-timeout'), blindSince: since }),
      sourceStatus('watch/Job', { scope: ['pier'] }),
    ]);
    expect(sources.slice(0, 3).map(({ id, verdict }) => [id, verdict])).toEqual([
      ['poll/Pod', 'unknown'],
      ['watch/Node', 'unknown'],
      ['watch/Job', 'attention'],
    ]);
    expect(sources.slice(0, 3).map(({ runbook }) => runbook)).toEqual(
      Array(3).fill({ slug: 'blind', title: 'blind' }),
    );
    expect(sources[3]?.runbook).toBeNull();
    expect(sources[0]?.blindSince).toBe('2026-11-20T15:14:30.000Z');
    expect(sources.slice(3).every(({ verdict }) => verdict === 'good')).toBe(true);
  });

  test('is not called seen any more once it has fallen silent', () => {
    hear(calmFacts());
    now += 60_000;
    collector.tick();
    const { sources, validUntil } = sourcesDocument(collector, self);
    expect(new Set(sources.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    expect(Date.parse(validUntil) - now).toBe(15_000);
  });
});

describe('each agent of the plan', () => {
  test('has its probes with when they were last tried and how that went', () => {
    const { agents } = hear(calmFacts());
    expect(agents.map(({ name }) => name)).toEqual(SAMPLE_PLAN.agents.map(({ name }) => name));
    expect(agents.find(({ name }) => name === 'feed')?.probes).toEqual([
      expect.objectContaining({
        id: 'beat',
        outcome: 'answered',
        verdict: 'good',
        triedAt: '2026-11-20T15:14:59.500Z',
        latencyMs: 3,
      }),
    ]);
    expect(agents.find(({ name }) => name === 'crane')?.probes).toEqual([]);
  });

  test('whose probe was never tried has none of it', () => {
    const probe = hear([]).agents.find(({ name }) => name === 'feed')?.probes[0];
    expect(probe).toMatchObject({ verdict: 'unknown', outcome: null, triedAt: null, latencyMs: null });
  });

  test('whose probe cannot be asked says that it is not configured, and why', () => {
    const value = {
      agent: 'feed',
      probe: 'beat',
      instance: 'FEED_URL',
      outcome: 'not-configured',
      status: null,
      latencyMs: null,
      message: say('setting-url-unset', { variable: 'FEED_URL' }),
    } as const;
    const { agents } = hear([
      { subject: 'probe/feed/beat/FEED_URL', kind: 'probe', value, observedAt: NOW, source: 'probe' },
    ]);
    const [probe] = agents[0]?.probes ?? [];
    expect(probe).toMatchObject({ verdict: 'unknown', outcome: 'not-configured', code: 'not-configured' });
    expect(probe && probeText(probe).seen).toBe('FEED_URL is not set');
  });
});

describe('the console itself', () => {
  test('is reported, with what happened to it', () => {
    self.vitals = {
      ...self.vitals,
      stalls: 1,
      lastStall: { at: NOW - 2_000, ms: 6_512 },
      clockSteps: 1,
      lastStep: { at: NOW - 1_000, ms: -600_000 },
      reasons: [say('console-stalled', { ms: 6_512 })],
    };
    const told = hear([]).console;
    expect(told).toMatchObject({
      version: '1.2',
      viewers: 2,
      droppedReaders: 1,
      lateMs: 3,
      evaluatedAt: '2026-11-20T15:15:00.000Z',
      publishedAt: '2026-11-20T15:14:56.000Z',
      lastStall: { at: '2026-11-20T15:14:58.000Z', seconds: 6.5 },
      lastStep: { at: '2026-11-20T15:14:59.000Z', seconds: -600 },
      reasons: [say('console-stalled', { ms: 6_512 })],
    });
  });

  test('knows the version of the cluster only once it has read it', () => {
    expect(hear([]).cluster).toEqual({ context: 'c', version: null, observedAt: null });
    expect(hear(calmFacts()).cluster).toEqual({
      context: 'c',
      version: 'v1.32.0',
      observedAt: '2026-11-20T15:14:59.500Z',
    });
  });
});
