/** The API server's version. A practice mesh marks its version, and the console shows practice by that mark. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import { pause } from './pause.ts';
import type { SourceContext } from './source-context.ts';

const versionSchema = z.object({ gitVersion: z.string().min(1) });
const MAX_BYTES = 65_536;
/** `practice` as one of the dot-separated identifiers of a version's build metadata. */
const PRACTICE = /\+(?:[0-9A-Za-z-]+\.)*practice(?:\.|$)/;

export async function watchVersion(context: SourceContext): Promise<void> {
  const { signal, timings } = context;
  while (!signal.aborted) {
    const read = await readVersion(context).catch(() => false);
    await pause(read ? timings.versionEvery : timings.retryEvery, signal);
  }
}

async function readVersion({ transport, timings, signal, say }: SourceContext): Promise<boolean> {
  const limits = { timeoutMs: timings.listTimeout, maxBytes: MAX_BYTES, signal };
  const { status, body, startedAt } = await transport.get('/version', limits);
  if (status !== 200) return false;
  const version = versionSchema.parse(JSON.parse(body.toString('utf8'))).gitVersion;
  if (signal.aborted) return false;
  const value = { version: cleanText(version, 64), practice: PRACTICE.test(version) };
  say([{ subject: 'cluster', kind: 'cluster', value, observedAt: startedAt, source: 'version' }]);
  return true;
}
