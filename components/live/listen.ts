/** A tab's ear: the shared worker's stream where the browser has one, else a stream of its own. */

import { STREAM_PATH } from '#lib/documents/live.ts';
import { HERE_EVERY_MS } from './fan-out.ts';
import type { Heard } from './live-state.ts';
import { openStream, type StreamMessage } from './stream.ts';

/** A worker that lives says something each eight seconds at least, if only that it has lost the link once more. */
const DEAD_AFTER_MS = 10_000;
const WATCH_EVERY_MS = 2_000;

/** Listens until the returned function is called. */
export function listen(hear: (heard: Heard) => void): () => void {
  const pass = (message: StreamMessage) =>
    hear(message.kind === 'link' ? message : { ...message, at: performance.now() });
  return typeof SharedWorker === 'undefined' ? openStream(STREAM_PATH, pass) : listenShared(pass);
}

function listenShared(pass: (message: StreamMessage) => void): () => void {
  const worker = new SharedWorker(new URL('./stream.worker.ts', import.meta.url), {
    name: 'mission-control',
  });
  let own: (() => void) | null = null;
  let heardAt = performance.now();
  const { port } = worker;
  const here = () => port.postMessage('here');
  const gone = () => port.postMessage('gone');
  const shown = () => {
    if (!document.hidden) here();
  };
  const alone = () => {
    own ??= openStream(STREAM_PATH, pass);
  };
  // Messages on the port come from the worker of this build; `hear` parses the documents in them.
  port.onmessage = ({ data }: MessageEvent<StreamMessage>) => {
    heardAt = performance.now();
    own?.();
    own = null;
    pass(data);
  };
  worker.onerror = alone;
  // A worker that was ended or is stuck sends no notice.
  const watch = setInterval(() => {
    if (performance.now() - heardAt > DEAD_AFTER_MS) alone();
  }, WATCH_EVERY_MS);
  const beat = setInterval(here, HERE_EVERY_MS);
  addEventListener('pageshow', here);
  addEventListener('pagehide', gone);
  // The worker may have let go a tab that was away for long: it must not wait for the next beat of its own.
  document.addEventListener('visibilitychange', shown);
  here();
  return () => {
    clearInterval(watch);
    clearInterval(beat);
    removeEventListener('pageshow', here);
    removeEventListener('pagehide', gone);
    document.removeEventListener('visibilitychange', shown);
    gone();
    port.close();
    own?.();
  };
}
