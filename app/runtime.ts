/** The running console, as the pages may ask it. The server puts it in place before it listens. */

import { type Handle, RUNTIME_KEY } from '#server/handle.ts';

function isHandle(value: unknown): value is Handle {
  return typeof value === 'object' && value !== null && 'posture' in value && 'answer' in value;
}

/** @throws when the page is not served by the console's own server. */
export function runtime(): Handle {
  const value: unknown = Reflect.get(globalThis, Symbol.for(RUNTIME_KEY));
  if (!isHandle(value))
    throw new Error('No console is running in this process: start it with server/main.ts.');
  return value;
}
