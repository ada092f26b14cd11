/** When a page has been read and nothing is urgent any more: what weighs much is loaded then. */

import { useEffect, useReducer } from 'react';

const LATEST_MS = 2_000;

/** True once the browser has nothing more urgent to do. */
export function useAtRest(): boolean {
  const [atRest, rest] = useReducer(() => true, false);
  useEffect(() => {
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(rest, LATEST_MS);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(rest, { timeout: LATEST_MS });
    return () => cancelIdleCallback(request);
  }, []);
  return atRest;
}
