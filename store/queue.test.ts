import { describe, expect, test } from 'vitest';
import type { Posture } from '#lib/posture.ts';
import { publishedAt, stateWith, T0 } from '#testing/store/postures.ts';
import { JournalQueue } from './queue.ts';

const { posture, inputs } = publishedAt(T0);
const said = (at: number, over: Partial<Posture> = {}) => ({
  ...posture,
  ...over,
  at: new Date(at).toISOString(),
});

/** The worst entry of a posture in which one agent is unknown, and all else good. */
function worstOf(leftOpenByPlan: boolean): string | undefined {
  const agents = posture.agents.map((agent, i) => ({
    ...agent,
    verdict: i === 0 ? ('unknown' as const) : ('good' as const),
    leftOpenByPlan: i === 0 && leftOpenByPlan,
  }));
  const queue = new JournalQueue();
  const execution = { ...posture.execution, verdict: 'good' as const };
  queue.published(said(T0, { agents, execution, failures: [] }), inputs);
  return queue.take().postures[0]?.worst;
}

describe('handing over', () => {
  test('an entry is handed over once', () => {
    const queue = new JournalQueue();
    queue.published(said(T0), inputs);
    queue.evaluated(T0, stateWith('k', T0), inputs.ledger);
    expect(queue.take()).toMatchObject({ postures: [{ at: T0 }], evaluated: { at: T0 } });
    expect(queue.empty).toBe(true);
  });

  test('names the worst entry, without those that only the plan can settle', () => {
    expect([worstOf(false), worstOf(true)]).toEqual(['unknown', 'good']);
  });

  test('keeps the newest of more than it can take, and the time of the others as a hole', () => {
    const queue = new JournalQueue();
    for (let i = 0; i < 100; i++) queue.published(said(T0 + i), inputs);
    const { postures, holes } = queue.take();
    expect(postures.at(-1)?.at).toBe(T0 + 99);
    expect(holes[0]).toMatchObject({ from: T0, why: expect.stringMatching(/more was said/) });
    expect(holes.at(-1)?.to).toBeLessThan(postures[0]?.at ?? 0);
  });
});

describe('texts in force', () => {
  const texts = (text: string) => [{ kind: 'runbook' as const, name: 'a.md', digest: text, text }];

  test('are sent each, if one follows another before it was handed over', () => {
    const queue = new JournalQueue();
    queue.inForce(T0, texts('before'));
    queue.inForce(T0 + 1, texts('after'));
    expect(queue.take().documents).toEqual([
      { at: T0, all: texts('before') },
      { at: T0 + 1, all: texts('after') },
    ]);
    expect(queue.empty).toBe(true);
  });

  test('are sent again, in order, if they were lost; of many the newest', () => {
    const queue = new JournalQueue();
    queue.inForce(T0, texts('sent'));
    queue.take();
    queue.inForce(T0 + 1, texts('after'));
    queue.failed();
    expect(queue.take().documents.map(({ at }) => at)).toEqual([T0, T0 + 1]);
    for (let i = 0; i < 50; i++) queue.inForce(T0 + i, texts('many'));
    const { documents } = queue.take();
    expect(documents.length).toBeLessThan(20);
    expect(documents.at(-1)?.at).toBe(T0 + 49);
  });
});

describe('a lost batch', () => {
  test('except for its newest posture, which is sent again with all its inputs', () => {
    const queue = new JournalQueue();
    queue.published(said(T0), inputs);
    queue.published(said(T0 + 5), inputs);
    const first = queue.take();
    queue.failed();
    queue.published(said(T0 + 9), inputs);
    const again = queue.take();
    expect(again.postures.map((p) => p.at)).toEqual([T0 + 5, T0 + 9]);
    expect(again.postures[0]?.news).toEqual(first.postures[0]?.news);
  });

  test('is not sent again once it was acknowledged', () => {
    const queue = new JournalQueue();
    queue.published(said(T0), inputs);
    queue.take();
    queue.kept();
    queue.failed();
    expect(queue.empty).toBe(true);
  });
});
