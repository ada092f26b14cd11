import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { transitions } from '#lib/timeline/transitions.ts';
import { calmFacts, NOW, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { Collector } from '../collector.ts';
import { makeLog } from './log.ts';
import { logChanges } from './log-changes.ts';

const lineSchema = z.looseObject({ msg: z.string(), level: z.string() });
let lines: z.infer<typeof lineSchema>[];
let now: number;
let collector: Collector;
const PLAN = { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] };

beforeEach(() => {
  lines = [];
  now = NOW;
  const log = makeLog({ write: (line: string) => void lines.push(lineSchema.parse(JSON.parse(line))) });
  collector = new Collector({
    plan: PLAN,
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => now, monotonic: () => now },
    listeners: {
      posture: (after, before) => logChanges(log, before, after, transitions(before, after)),
      tick: () => undefined,
      evaluated: () => undefined,
    },
  });
});

/** What was logged since it was last asked. */
function logged() {
  return lines.splice(0);
}

function calm(): void {
  collector.say(calmFacts());
  collector.turn();
}

describe('what changed is logged once, with why', () => {
  test('execution, with the proof that fell', () => {
    calm();
    logged();
    collector.say([workload('crane')]);
    collector.turn();
    const told = logged();
    expect(told).toContainEqual(
      expect.objectContaining({
        msg: 'execution',
        level: 'warn',
        outcome: 'not-off',
        why: expect.any(String),
      }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ msg: 'proof', proof: 'executors-scaled', verdict: 'bad' }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ msg: 'escalation', level: 'warn', rule: 'crane-on', state: 'firing' }),
    );
    expect(told).toContainEqual(expect.objectContaining({ msg: 'agent', agent: 'crane' }));
  });

  test('sources and failures that fell out of sight', () => {
    calm();
    logged();
    now += 60_000;
    collector.tick();
    const told = logged();
    expect(told).toContainEqual(
      expect.objectContaining({ msg: 'source', source: 'poll/Pod', verdict: 'unknown', state: 'Silent' }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ msg: 'failure', failure: 'blind', state: 'present' }),
    );
  });

  test('a plan file that is wrong, and another plan', () => {
    collector.setPlan({ ...PLAN, problems: ['agents: expected'] });
    expect(logged()).toMatchObject([{ msg: 'plan file', level: 'warn', problems: ['agents: expected'] }]);
    collector.setPlan({ ...PLAN, digest: 'e' });
    expect(logged().map(({ msg }) => msg)).toEqual(['another plan is in force', 'plan file']);
  });
});

test('ticks log nothing while nothing changes, be it calm or out of sight', () => {
  calm();
  collector.tick();
  logged();
  for (let i = 0; i < 5; i++) {
    now += 300;
    collector.say(calmFacts());
    collector.tick();
  }
  expect(logged()).toEqual([]);
  now += 600_000;
  collector.tick();
  logged();
  for (let i = 0; i < 100; i++) {
    now += 1_000;
    collector.tick();
  }
  expect(logged()).toEqual([]);
});
