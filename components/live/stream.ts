/**
 * The one connection to the console's stream, kept alive: re-made when the browser gives up on it, and when it stays
 * silent though it is said to be open. Runs in the shared worker, or in the tab if there is none.
 */

export type StreamMessage =
  | { kind: 'link'; link: 'connecting' | 'open' | 'lost' }
  | { kind: 'event'; name: 'posture' | 'tick'; data: string };

const SILENT_AFTER_MS = 4_000;
const WATCH_EVERY_MS = 1_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2_000;
/** A connection that lasted for less has proven nothing: a server that ends each one at once is asked ever more slowly. */
const LASTED_MS = 5_000;

/** Listens until the returned function is called. */
export function openStream(url: string, say: (message: StreamMessage) => void): () => void {
  let source: EventSource | null = null;
  let retryMs = FIRST_RETRY_MS;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let openedAt = 0;
  let heardAt = 0;

  const connect = () => {
    openedAt = heardAt = performance.now();
    const next = new EventSource(url);
    source = next;
    const pass = (name: 'posture' | 'tick') => (event: MessageEvent<unknown>) => {
      heardAt = performance.now();
      if (heardAt - openedAt > LASTED_MS) retryMs = FIRST_RETRY_MS;
      if (typeof event.data === 'string') say({ kind: 'event', name, data: event.data });
    };
    next.addEventListener('posture', pass('posture'));
    next.addEventListener('tick', pass('tick'));
    next.onopen = () => say({ kind: 'link', link: 'open' });
    next.onerror = again;
  };

  const again = () => {
    say({ kind: 'link', link: 'lost' });
    source?.close();
    source = null;
    clearTimeout(retry);
    retry = setTimeout(connect, retryMs * (0.75 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };

  const watch = setInterval(() => {
    if (source !== null && performance.now() - heardAt > SILENT_AFTER_MS) again();
  }, WATCH_EVERY_MS);
  connect();

  return () => {
    clearInterval(watch);
    clearTimeout(retry);
    source?.close();
  };
}
