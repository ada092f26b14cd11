import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Json, jsonSchema } from '../world/json.ts';
import { reviewFromProtobuf, unsupported } from './protobuf.ts';
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

/** Reads a body as JSON, or as the one protobuf form that is understood. Throws an ApiError on anything else. */
export async function readJson(request: IncomingMessage): Promise<Json> {
  const body = await readBody(request);
  if (body.length === 0) return {};
  if (request.headers['content-type']?.startsWith('application/vnd.kubernetes.protobuf'))
    return reviewFromProtobuf(body);
  if (request.headers['content-type']?.startsWith('application/apply-patch')) throw unsupported();
  try {
    return jsonSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw badRequest('the body of the request is not JSON');
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES)
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${BODY_LIMIT_BYTES}`,
      );
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
