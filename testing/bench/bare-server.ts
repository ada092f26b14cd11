/** The yardstick: node:http and nothing else, which relays the stream of a console to every client as it comes. */

import { createServer, get, type ServerResponse } from 'node:http';

const clients = new Set<ServerResponse>();

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  clients.add(response);
  response.on('close', () => clients.delete(response));
});

get(`${process.env.SOURCE}/api/v1/stream`, (stream) => {
  stream.on('data', (chunk: Buffer) => {
    for (const client of clients) client.write(chunk);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    console.log(`ready at http://127.0.0.1:${address.port}`);
});
