/** The yardstick: node:http and nothing else, one recorded tick a second to every client. */
import { createServer, type ServerResponse } from 'node:http';

const tick = Buffer.from(process.env.TICK ?? '');
const clients = new Set<ServerResponse>();

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  clients.add(response);
  response.on('close', () => clients.delete(response));
});
setInterval(() => {
  for (const client of clients) client.write(tick);
}, 1_000);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    console.log(`ready at http://127.0.0.1:${address.port}`);
});
