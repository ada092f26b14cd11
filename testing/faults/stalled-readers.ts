/** Readers of the stream that ask for it and then never read a byte. */

import { createConnection, type Socket } from 'node:net';

export async function stallReaders(url: string, count: number): Promise<Socket[]> {
  const { port, host } = new URL(url);
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = createConnection({ port: Number(port), host: '127.0.0.1' }, () => {
            socket.write(`GET /api/v1/stream HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
            socket.pause();
            socket.on('error', () => socket.destroy());
            resolve(socket);
          });
          socket.once('error', reject);
        }),
    ),
  );
}
