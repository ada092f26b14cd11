import type { ServerResponse } from 'node:http';
import type { AgentAnswer } from './agent.ts';
import { BUILDS } from './misbehaviour/builds.ts';
import { CONTENT } from './misbehaviour/content.ts';
import { TRANSPORT } from './misbehaviour/transport.ts';

/** Sends an agent's answer, or what its misbehaviour makes of it. */
export function deliver(response: ServerResponse, answer: AgentAnswer, behaviour = 'normal'): void {
  const send = TRANSPORT[behaviour];
  if (send !== undefined) {
    send(response, answer);
    return;
  }
  const said = (BUILDS[behaviour] ?? CONTENT[behaviour])?.(answer) ?? answer;
  response.writeHead(said.status, {
    'content-type': said.contentType,
    'content-length': Buffer.byteLength(said.body),
  });
  response.end(said.body);
}
