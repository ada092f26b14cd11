/** That what is said for a moment is not lost on the way from the stream to the record. */
import { createServer, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { compare } from './compare.ts';
import { PostureStream } from './posture-stream.ts';
import { pause } from './programs.ts';
import { sequencesOf } from './sequences.ts';

const feed = (...verdicts: string[]) => verdicts.map((verdict) => ({ 'agent feed': verdict }));

test('states are told in their order, each once until it changes, and the last one by itself', () => {
  expect(sequencesOf(feed('good', 'good', 'unknown', 'bad', 'bad', 'good'))).toEqual({
    'agent feed': 'good, then unknown, then bad, then good',
    'agent feed, at the end': 'good',
  });
});

test('what comes and goes is nothing before and after', () => {
  expect(sequencesOf([{}, { pod: 'there' }, {}]).pod).toBe('(nothing), then there, then (nothing)');
});

test('what was bad for a moment differs from what was good all the time', () => {
  const [steady, shaken] = [feed('good'), feed('good', 'bad', 'good')].map(sequencesOf);
  const { differences } = compare([{ drill: steady ?? {} }], [{ drill: shaken ?? {} }]);
  expect(differences.map((d) => d.subject)).toEqual(['agent feed']);
});

const posture = (verdict: string) => ({
  market: { state: 'open' },
  execution: { outcome: 'proven-off', verdict: 'good', proofs: [] },
  cadence: { items: [] },
  ...{ agents: [{ name: 'feed', verdict }], undeclared: [], failures: [], sources: [] },
  ...{ escalations: [], actions: [], permissions: { verdict: 'good' } },
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
}

test('a stream is heard posture by posture, wherever it is cut, and ticks are not', async () => {
  const events = ['good', 'bad', 'good'].map(
    (v) => `event: posture\ndata: ${JSON.stringify(posture(v))}\n\n`,
  );
  const text = events.join('event: tick\ndata: {"seq":1}\n\n');
  const url = await serve(async (response) => {
    for (const part of [text.slice(0, 40), text.slice(40, 301), text.slice(301)]) {
      response.write(part);
      await pause(20);
    }
  });
  const stream = new PostureStream(url);
  await expect
    .poll(() => stream.heard().map((words) => words['agent feed']))
    .toEqual(['good', 'bad', 'good']);
  stream.close();
});

test('a stream that ends is told: what was not heard is not known', async () => {
  const stream = new PostureStream(await serve((response) => response.end()));
  await expect
    .poll(() => {
      try {
        return stream.heard().length;
      } catch (error) {
        return String(error);
      }
    })
    .toMatch(/stream of postures broke/);
});
