import { json } from '../agent.ts';
import type { Rewrite } from './behaviour.ts';
import { HOSTILE } from './hostile.ts';
import { MISTYPED } from './mistyped.ts';

const constant =
  (contentType: string, body: string): Rewrite =>
  () => ({ status: 200, contentType, body });

/** Answers in time and in full, with a body that proves nothing or lies. */
export const CONTENT: Readonly<Record<string, Rewrite>> = {
  ...HOSTILE,
  ...MISTYPED,
  garbage: constant('application/json', '{"service":"\u0000\u001b[31m<script>alert(1)</script>", nope'),
  html: constant('text/html', '<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>'),
  empty: constant('application/json', ''),
  'deep-nesting': constant('application/json', `${'['.repeat(30_000)}${']'.repeat(30_000)}`),
  'ok-without-evidence': () => json(200, { status: 'ok', service: 'somebody' }),
  'server-error': () => json(500, { detail: 'Internal Server Error' }),
  /** It reads the kill switch as off; all else is as it is. */
  'not-halted': (answer) => ({
    ...answer,
    body: answer.body
      .replace(/("kill_switch(?:_enabled)?":)true/g, '$1false')
      .replace('"state":"HALTED"', '"state":"READY"'),
  }),
  'wrong-identity': (answer) => ({
    ...answer,
    body: answer.body.replace(/"(service|service_name)":"[^"]*"/g, '"$1":"somebody-else"'),
  }),
  stale: (answer) => {
    const body = answer.body
      .replace(/"ok":true/g, '"ok":false')
      .replace(/"(age_seconds|data_freshness_seconds)":[\d.]+/g, '"$1":3600')
      .replace(
        /"last_tick_epoch_seconds":([\d.]+)/g,
        (_m, at: string) => `"last_tick_epoch_seconds":${Number(at) - 3600}`,
      );
    // By the contract its process stays healthy: an answer without a tick is unchanged.
    return body === answer.body ? answer : { ...answer, status: 503, body };
  },
  'lies-ok': (answer) => ({
    ...answer,
    status: 200,
    body: answer.body
      .replace(/"ok":false/g, '"ok":true')
      .replace(/"age_seconds":[\d.]+/g, '"age_seconds":3600'),
  }),
};
