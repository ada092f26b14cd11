import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { Identity } from './certificate.ts';

/** The first byte of a TLS handshake; no HTTP request begins with it. */
const TLS_HANDSHAKE = 0x16;

/** Longer than any client's own: a connection that the server closes first is a race that the client loses. */
const KEEP_ALIVE_MS = 120_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers both TLS and plain HTTP on one port: kubectl needs the one, curl likes the other. */
export function listener(identity: Identity, handler: Handler): Server {
  const plain = createHttpServer(handler);
  const secure = createHttpsServer({ key: identity.key, cert: identity.certificate }, handler);
  for (const server of [plain, secure]) server.keepAliveTimeout = KEEP_ALIVE_MS;
  return createServer({ noDelay: true }, (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
}
