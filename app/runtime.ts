/** The running console, as the pages may ask it. The server puts it in place before it listens. */

import { RUNTIME_KEY, type Runtime } from '#server/handle.ts';

function isRuntime(value: unknown): value is Runtime {
  return typeof value === 'object' && value !== null && 'posture' in value && 'tick' in value;
}

/** @throws when the page is not served by the console's own server. */
export function runtime(): Runtime {
  const value: unknown = Reflect.get(globalThis, Symbol.for(RUNTIME_KEY));
  if (!isRuntime(value))
    throw new Error('No console is running in this process: start it with server/main.ts.');
  return value;
}
