import { afterEach, expect, test, vi } from 'vitest';
import { changesDocument } from '#lib/documents/changes.ts';
import { POSTURE_PATH, STREAM_PATH } from '#lib/documents/live.ts';
import { EMPTY_POSTURE as POSTURE } from '#testing/samples/empty-posture.ts';
import { clientOf, readDocument, validUntil } from './documents.ts';
import { firstState } from './live-state.ts';
import { LiveStore } from './live-store.ts';

const TICK = { seq: 1, now: POSTURE.at, postureId: POSTURE.id, build: 'b', measured: POSTURE.measured };
const SPAN = { from: '2026-11-20T15:00:00Z', to: '2026-11-20T16:00:00Z' };
const CHANGES = { ...SPAN, changes: [], more: false, holes: [] };
const { signal } = new AbortController();
const answers = (answer: () => Response) => {
  const asked = vi.fn(async (_address: string) => answer());
  vi.stubGlobal('fetch', asked);
  return asked;
};

afterEach(() => vi.unstubAllGlobals());

test('a live provider has one client; another provider has another', () => {
  const [store, other] = [1, 2].map(() => new LiveStore(firstState(POSTURE, TICK)));
  if (store === undefined || other === undefined) throw new Error('no stores');
  expect(clientOf(store)).toBe(clientOf(store));
  expect(clientOf(store)).not.toBe(clientOf(other));
});

test('its cache has what the stream said last, from the first render on', () => {
  const store = new LiveStore(firstState(POSTURE, TICK));
  const client = clientOf(store);
  expect(client.getQueryData([POSTURE_PATH])).toBe(store.now().posture);
  store.hear({ kind: 'event', name: 'posture', data: JSON.stringify({ ...POSTURE, id: 'p2' }), at: 0 });
  const tick = { ...TICK, seq: 2, postureId: 'p2', now: '2026-11-20T15:00:01.000Z' };
  store.hear({ kind: 'event', name: 'tick', data: JSON.stringify(tick), at: 1_000 });
  expect(client.getQueryData([POSTURE_PATH])).toBe(store.now().posture);
  expect(client.getQueryData([STREAM_PATH])).toMatchObject({ seq: 2, postureId: 'p2' });
});

test('a document is asked for by its definition, and parsed by it', async () => {
  const asked = answers(() => Response.json(CHANGES));
  expect(await readDocument(changesDocument, SPAN, signal)).toEqual(CHANGES);
  expect(asked).toHaveBeenCalledWith(
    '/api/v1/changes?from=2026-11-20T15%3A00%3A00Z&to=2026-11-20T16%3A00%3A00Z',
    { signal },
  );
});

test.each<[string, () => Response]>([
  ['a refusal', () => Response.json(CHANGES, { status: 503 })],
  ['another document', () => Response.json({ ...CHANGES, more: 'yes' })],
])('%s is no document', async (_name, answer) => {
  answers(answer);
  await expect(readDocument(changesDocument, SPAN, signal)).rejects.toThrow();
});

test.each<[unknown, string | null]>([
  [{ validUntil: SPAN.to }, SPAN.to],
  [{ validUntil: 1 }, null],
  [{}, null],
  [null, null],
])('%j tells of the present until %s', (told, until) => {
  expect(validUntil(told)).toBe(until);
});
