import { describe, expect, test } from 'vitest';
import { evaluatedParts } from '#testing/samples/evaluated.ts';
import { blind, calmFacts, NOW, POLLS, SEEN, sourceStatus } from '#testing/samples/facts.ts';
import { renderedMessages } from '#testing/samples/rendered-messages.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { unavailableSources } from '../base/sources.ts';
import type { Evaluated } from './condition.ts';
import { sourceLost, unavailableCauses } from './source-lost.ts';

const holds = (because: string, agent: string | null) => ({
  result: 'holds',
  because,
  agent,
  since: null,
  failure: null,
  unknown: true,
  restsOn: [],
});
const allAvailable = (words: string) => ({ result: 'does-not', why: `every ${words} subject is in sight` });

/** Calm, except that an agent is unknown by its probe results. */
function unknown(
  name: string,
  code: Evaluated['agents'][number]['code'],
  ...results: Partial<ProbeResult>[]
): Evaluated {
  const evaluated = evaluatedParts(calmFacts());
  const agents = evaluated.agents.map((a) => {
    const [result] = a.results;
    if (a.plan.name !== name || result === undefined) return a;
    const said = results.map((r) => ({ ...result, ...r }));
    return { ...a, verdict: 'unknown' as const, code, params: {}, results: said };
  });
  return { ...evaluated, agents };
}
const silent = { verdict: 'unknown', code: 'out-of-reach' } as const;
const unasked = { verdict: 'unknown', code: 'not-asked' } as const;
function unaskedSince(since: number): Evaluated {
  const evaluated = unknown('feed', 'not-asked', unasked);
  return { ...evaluated, agents: evaluated.agents.map((a) => ({ ...a, since })) };
}
const vague = { verdict: 'unknown', code: 'unproven' } as const;

describe('a source is lost', () => {
  test.each<[string, () => Evaluated, ('P0' | 'P1' | 'P2')[], object]>([
    ['of nobody', () => evaluatedParts(calmFacts()), ['P0', 'P1'], allAvailable('P0, P1')],
    [
      'of a safety poll, which is a P0',
      () => evaluatedParts([...calmFacts(), blind('poll/ConfigMap/pier/brake')]),
      ['P0'],
      holds('ConfigMap/pier/brake: connection refused since 10:14:59 ET', null),
    ],
    [
      'of a safety poll, which is no P1',
      () => evaluatedParts([...calmFacts(), blind('poll/ConfigMap/pier/brake')]),
      ['P1'],
      allAvailable('P1'),
    ],
    [
      'of a source that no safety proof rests on: of no subject',
      () => evaluatedParts([...calmFacts(), blind('watch/Node')]),
      ['P0', 'P1'],
      allAvailable('P0, P1'),
    ],
    [
      'of an agent that gave no answer',
      () => unknown('feed', 'out-of-reach', silent),
      ['P0'],
      holds('feed: Out of reach', 'feed'),
    ],
    [
      'of an agent that was not asked for half a minute, since then',
      () => unaskedSince(NOW - 30_000),
      ['P0'],
      { ...holds('feed: Not probed', 'feed'), since: NOW - 30_000 },
    ],
    [
      'not of an agent that is asked soon',
      () => unaskedSince(NOW - 29_999),
      ['P0'],
      { result: 'cannot-tell', why: 'feed: Not probed', unclear: [] },
    ],
    [
      'of an agent that gave one answer, and another one not',
      () => unknown('pilot', 'out-of-reach', { verdict: 'good', code: 'good' }, silent),
      ['P1'],
      holds('pilot: Out of reach', 'pilot'),
    ],
    [
      'not of an agent that answers without evidence',
      () => unknown('feed', 'unproven', vague),
      ['P0'],
      allAvailable('P0'),
    ],
    [
      'not of an agent that is known not to answer, and unclear by the plan alone',
      () => unknown('feed', 'undeclared', { verdict: 'bad', code: 'no-answer' }),
      ['P0'],
      allAvailable('P0'),
    ],
    [
      'not of an agent that is less critical',
      () => unknown('feed', 'out-of-reach', silent),
      ['P1', 'P2'],
      allAvailable('P1, P2'),
    ],
  ])('%s', (_rule, evaluated, criticalities, expected) => {
    expect(renderedMessages(sourceLost(evaluated(), criticalities))).toEqual(expected);
  });
});

test('each cause is listed once, with the things that it hides: by name up to two', () => {
  const cut = (subject: string, reason: string) =>
    sourceStatus(subject, { state: 'blind', cause: say('quoted', { words: reason }), blindSince: SEEN });
  const { world } = evaluatedParts([
    ...calmFacts(),
    ...POLLS.slice(0, 3).map((s) => cut(s, '403')),
    cut('poll/CronJob', 'timeout'),
    cut('poll/Pod', 'timeout'),
  ]);
  expect(unavailableCauses(unavailableSources(world)).map(text)).toEqual([
    'CronJob, Pod: timeout since 10:14:59 ET',
    '3 sources: 403 since 10:14:59 ET',
  ]);
});
