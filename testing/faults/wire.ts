/** A piece of network between two programs: it can be cut, go quiet with its sockets open, be slow, or be refused. */

import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { z } from 'zod';

export type WireState = 'up' | 'refused' | 'mute';

interface Pair {
  near: Socket;
  far: Socket;
}

/** Listens on loopback and passes bytes on to another port of loopback, both ways. */
export class Wire {
  readonly #pairs = new Set<Pair>();
  #server: Server | null = null;
  #state: WireState = 'up';
  /** Of sockets that were open when the wire went mute: their traffic is lost, so they stay mute. */
  readonly #deaf = new WeakSet<Pair>();
  /** Added to each piece of each direction, in milliseconds. */
  delayMs = 0;
  port = 0;
  /** Where new connections lead. */
  farPort: number;

  constructor(farPort: number) {
    this.farPort = farPort;
  }

  async open(): Promise<void> {
    const server = createServer({ noDelay: true, pauseOnConnect: true }, (near) => this.#join(near));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = z.object({ port: z.number() }).parse(server.address()).port;
    this.#server = server;
  }

  /** `refused`: nobody listens, and what was open is cut. `mute`: takes connections and says nothing; open ones fall silent. */
  async be(state: WireState): Promise<void> {
    const was = this.#state;
    this.#state = state;
    if (state === 'mute') for (const pair of this.#pairs) this.#deaf.add(pair);
    if (state === 'refused') await this.#shut();
    if (was === 'refused' && state !== 'refused') await this.open();
  }

  /** Resets every open connection; new ones are taken. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  async close(): Promise<void> {
    this.#state = 'refused';
    await this.#shut();
  }

  async #shut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
    this.cut();
    await closed;
  }

  #join(near: Socket): void {
    const far = createConnection({ port: this.farPort, host: '127.0.0.1', noDelay: true });
    const pair = { near, far };
    this.#pairs.add(pair);
    if (this.#state === 'mute') this.#deaf.add(pair);
    this.#pass(pair, near, far);
    this.#pass(pair, far, near);
    near.resume();
  }

  #pass(pair: Pair, from: Socket, to: Socket): void {
    const later = (act: () => void) => (this.delayMs === 0 ? act() : setTimeout(act, this.delayMs));
    from.on('data', (bytes: Buffer) => {
      if (this.#deaf.has(pair)) return;
      later(() => {
        if (to.destroyed || to.write(bytes)) return;
        from.pause();
        to.once('drain', () => from.resume());
      });
    });
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#pairs.delete(pair);
      if (!this.#deaf.has(pair)) later(() => to.destroy());
    });
  }
}
