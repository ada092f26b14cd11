import type { Server, Socket } from 'node:net';
import { z } from 'zod';
import { ApiServer } from './api/server.ts';
import { beginDrill } from './drills/begin.ts';
import type { Drill } from './drills/drill.ts';
import type { MeshDocument, StateDir } from './state-dir.ts';
import { listener } from './tls/listener.ts';
import { PracticeClock } from './world/clock.ts';
import { Runner } from './world/runner.ts';
import { World } from './world/world.ts';

/** Where resourceVersions count from: a restarted mesh must not give out numbers that it gave out before. */
const VERSION_EPOCH_MS = Date.UTC(2026, 0, 1);
const VERSIONS_PER_MS = 100;

export interface MeshOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly clockOffsetSeconds: number;
  readonly drill: Drill;
  readonly stateDir: StateDir;
}

/** A practice mesh that listens. */
export interface RunningMesh {
  readonly port: number;
  readonly document: MeshDocument;
  readonly world: World;
  readonly runner: Runner;
  /** Ends every connection and stops the world. */
  stop(): Promise<void>;
}

/** Starts a practice mesh on loopback. Rejects when the port is taken. */
export async function startMesh(options: MeshOptions): Promise<RunningMesh> {
  const { stateDir } = options;
  const identity = stateDir.identity();
  const firstVersion = (Date.now() - VERSION_EPOCH_MS) * VERSIONS_PER_MS;
  const world = new World(new PracticeClock(options.clockOffsetSeconds), firstVersion);
  world.executionKey = identity.executionKey;
  const runner = new Runner(world);
  const api = new ApiServer(world, runner, identity, (drill) =>
    stateDir.publish(port, identity, options.clockOffsetSeconds, drill),
  );
  const server = listener(identity, (request, response) => void api.handle(request, response));
  const sockets = track(server);
  const port = await listen(server, options.port);
  beginDrill(world, runner, options.drill);
  runner.start();
  const document = stateDir.publish(port, identity, options.clockOffsetSeconds, options.drill.name);
  const stop = async () => {
    runner.stop();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, document, world, runner, stop };
}

function track(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve(z.object({ port: z.number() }).parse(server.address()).port),
    );
  });
}
