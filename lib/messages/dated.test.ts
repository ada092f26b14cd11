/** A time of another New York day says which, wherever its message stands. */

import { expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { calmFacts, containerState, NOW, pod } from '#testing/samples/facts.ts';
import { readAt } from '#testing/samples/looks.ts';
import { dated, textOn } from './dated.ts';
import { say } from './say.ts';
import { agentText } from './status/agent.ts';
import { failureText } from './status/failure.ts';
import { text } from './text.ts';
import { untimed } from './untimed.ts';

const MORNING = Date.parse('2026-11-20T15:14:59Z');
/** 19:30 in New York: still the twentieth there, and no longer in UTC. */
const EVENING = Date.parse('2026-11-21T00:30:00Z');
const MIDNIGHT = Date.parse('2026-11-21T05:00:00Z');

const beat = (at: number) => say('probe-last-beat', { what: 'tick', at, limitSeconds: 60 });

test.each([
  [MORNING, EVENING, 'last tick 10:14:59 ET, limit 60 s'],
  [MORNING, MIDNIGHT, 'last tick 2026-11-20 10:14:59 ET, limit 60 s'],
  [EVENING, MIDNIGHT - 1, 'last tick 19:30:00 ET, limit 60 s'],
  [MIDNIGHT, EVENING, 'last tick 2026-11-21 00:00:00 ET, limit 60 s'],
  [MORNING, Number.NaN, 'last tick 2026-11-20 10:14:59 ET, limit 60 s'],
])('%d told at %d', (at, now, words) => expect(textOn(beat(at), now)).toBe(words));

test('of a message within others each time has the date that it needs', () => {
  const both = say('clauses', { items: [beat(MORNING), beat(MIDNIGHT)], most: 2 });
  expect(textOn(both, MIDNIGHT)).toBe(
    'last tick 2026-11-20 10:14:59 ET, limit 60 s; last tick 00:00:00 ET, limit 60 s',
  );
});

test('what needs no date is the same object, and a number of another name is no time', () => {
  const told = { list: [beat(MORNING)], other: { code: 'x', params: { seconds: MIDNIGHT, since: 1 } } };
  expect(dated(told, EVENING)).toBe(told);
});

test('a text without its times does not change with the day', () => {
  expect(untimed(dated(beat(MORNING), MIDNIGHT))).toEqual(untimed(beat(MORNING)));
  expect(text(untimed(dated(beat(MORNING), MIDNIGHT)))).toBe('last tick …, limit 60 s');
});

test('an evaluation after midnight dates what it tells of the evening, as reason and as evidence', () => {
  const killed = { code: 137, reason: 'OOMKilled', message: null, at: MIDNIGHT - 600_000 };
  const facts = readAt(
    [
      ...calmFacts(),
      pod('pilot-0', 'pilot', { states: [containerState({ restarts: 1, lastExit: killed })] }),
    ],
    MIDNIGHT,
  );
  const { said } = evaluation(facts, MIDNIGHT + 500);
  const words = 'pilot-0 was killed for memory: exit 137, OOMKilled, at 2026-11-20 23:50:00 ET';
  const pilot = said.agents.find(({ name }) => name === 'pilot');
  const pressure = said.failures.find(({ id }) => id === 'pressure');
  expect(pilot && agentText(pilot).reason).toBe(words);
  expect(pilot?.evidence.map(({ value }) => value)).toContain(words);
  expect(pressure && failureText(pressure).because).toContain(words);
  expect(pressure?.evidence.map(({ value }) => value)).toContain(words);
  expect(NOW).toBeLessThan(MIDNIGHT);
});
