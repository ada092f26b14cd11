/** A tab's ear: the shared worker's stream where the browser has one, else a stream of its own. */
import { HERE_EVERY_MS } from './fan-out.ts';
import type { Heard } from './live-state.ts';
import { openStream, type StreamMessage } from './stream.ts';

const STREAM_URL = '/api/v1/stream';

/** Hears until the returned function is called. */
export function listen(hear: (heard: Heard) => void): () => void {
  const pass = (message: StreamMessage) =>
    hear(message.kind === 'link' ? message : { ...message, at: performance.now() });
  return typeof SharedWorker === 'undefined' ? openStream(STREAM_URL, pass) : listenShared(pass);
}

function listenShared(pass: (message: StreamMessage) => void): () => void {
  const worker = new SharedWorker(new URL('./stream.worker.ts', import.meta.url), {
    name: 'mission-control',
  });
  let own: (() => void) | null = null;
  const { port } = worker;
  const here = () => port.postMessage('here');
  const gone = () => port.postMessage('gone');
  // Whatever comes over the port was made by the worker of this very build; the documents in it are parsed by `hear`.
  port.onmessage = ({ data }: MessageEvent<StreamMessage>) => pass(data);
  worker.onerror = () => {
    own ??= openStream(STREAM_URL, pass);
  };
  const beat = setInterval(here, HERE_EVERY_MS);
  addEventListener('pageshow', here);
  addEventListener('pagehide', gone);
  here();
  return () => {
    clearInterval(beat);
    removeEventListener('pageshow', here);
    removeEventListener('pagehide', gone);
    gone();
    port.close();
    own?.();
  };
}
