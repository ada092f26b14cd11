/** Answers that are none, as proxies, gateways and half-dead servers send them. */

import type { Answer } from '#collectors/http/exchange.ts';
import { jsonAnswer, refusal } from '../pipeline/cluster.ts';
import type { Choices, Random } from './random.ts';

const page = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(text),
});

export const GARBAGE: Choices<() => Answer> = [
  () => page(200, '<html><body>Sign in to continue</body></html>'),
  () => page(502, '<html><h1>502 Bad Gateway</h1></html>'),
  () => page(200, ''),
  () => jsonAnswer(200, null),
  () => jsonAnswer(200, {}),
  () => jsonAnswer(200, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 500 }),
  () => jsonAnswer(200, { kind: 'List', items: 'none' }),
  () => refusal(500, 'etcdserver: leader changed', 'InternalError'),
  () => refusal(429, 'too many requests', 'TooManyRequests'),
  () => refusal(504, 'Timeout: request did not complete', 'Timeout'),
];

/** A list of which one object cannot be read; without objects its text is cut. */
export function corrupted(answer: Answer, random: Random): Answer {
  const text = answer.body.toString('utf8');
  const cut = { ...answer, body: Buffer.from(text.slice(0, text.length >> 1)) };
  const at = text.indexOf('"resourceVersion":', text.indexOf('"items":[{'));
  if (!text.includes('"items":[{') || at === -1 || random.chance(0.2)) return cut;
  // A version that is a number: no object of Kubernetes has one.
  const body = `${text.slice(0, at)}${text.slice(at).replace(/"resourceVersion":"(\d+)"/, '"resourceVersion":$1')}`;
  return { ...answer, body: Buffer.from(body) };
}
