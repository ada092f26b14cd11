/** Makes Next's handler of a document of the API. The server parses the query and reads: it holds the running console. */

import type { Definition } from '#lib/documents/define.ts';
import { runtime } from './runtime.ts';

/** For GET; Next answers HEAD by it too. The listener refuses every other method before Next sees it. */
export function handler({ path }: Definition): (request: Request) => Promise<Response> {
  return async (request) => {
    const { status, headers, body } = await runtime().answer(path, new URL(request.url));
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  };
}
