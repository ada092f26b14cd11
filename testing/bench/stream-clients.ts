/** Many viewers of one stream: bare sockets that count events. SIGUSR2 prints the count. */

import { connect } from 'node:net';

const [url = '', wanted = '1'] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const EVENT = Buffer.from('event: ');
let events = 0;

function countIn(chunk: Buffer): void {
  for (let at = chunk.indexOf(EVENT); at !== -1; at = chunk.indexOf(EVENT, at + 1)) events += 1;
}

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET /api/v1/stream HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`),
    );
    socket.once('data', () => resolve());
    socket.on('data', countIn);
    socket.on('error', reject);
  });
}

process.on('SIGUSR2', () => console.log(events));
for (let i = 0; i < Number(wanted); i++) await open();
console.log('connected');
