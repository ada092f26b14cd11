/** Shared by all tabs of a browser: one stream for all of them, since a browser gives HTTP/1.1 six connections a host. */

import { STREAM_PATH } from '#lib/documents/live.ts';
import { FanOut } from './fan-out.ts';
import { openStream } from './stream.ts';

const fanOut = new FanOut();

addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (port === undefined) return;
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'gone') fanOut.gone(port);
    else fanOut.here(port, performance.now());
  };
  fanOut.here(port, performance.now());
});

openStream(STREAM_PATH, (message) => fanOut.say(message, performance.now()));
