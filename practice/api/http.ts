import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Json, jsonSchema } from '../world/json.ts';
import { ApiError, badRequest } from './status.ts';

/** The largest body that is read; a real API server stops at 3 MiB. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** Answers with a JSON document. */
export function sendJson(response: ServerResponse, code: number, body: unknown): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(code, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Reads a JSON body. Throws an ApiError when it is too large or does not parse. */
export async function readJson(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES)
      throw new ApiError(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 1048576');
    chunks.push(bytes);
  }
  if (size === 0) return {};
  try {
    return jsonSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch {
    throw badRequest('the body of the request is not JSON');
  }
}
