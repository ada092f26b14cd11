/** For tests: a practice mesh on a free port with a state folder of its own, and a client that speaks its JSON. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from './api/auth.ts';
import { calm } from './drills/calm.ts';
import { type RunningMesh, startMesh } from './mesh.ts';
import { StateDir } from './state-dir.ts';
import { type Json, jsonSchema } from './world/json.ts';

/** 2026-11-20 10:15 ET, a Friday with a full session. */
export const FRIDAY_1015_ET = Date.UTC(2026, 10, 20, 15, 15);

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** A running mesh and how to talk to it. */
export interface TestMesh extends RunningMesh {
  readonly stateDir: StateDir;
  /** Sends a request as a role; `body` goes as JSON unless `contentType` says otherwise. */
  call(role: Role, method: string, path: string, body?: unknown, contentType?: string): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Opens a watch; resolves when the server has it, with a reader of its first `count` events. */
  openWatch(path: string): Promise<(count: number) => Promise<Json[]>>;
  /** The first `count` events of a watch. */
  watch(path: string, count: number): Promise<Json[]>;
  close(): Promise<void>;
}

export async function startTestMesh(): Promise<TestMesh> {
  const folder = mkdtempSync(join(tmpdir(), 'practice-'));
  const stateDir = new StateDir(folder);
  const clockOffsetSeconds = Math.round((FRIDAY_1015_ET - Date.now()) / 1000);
  const mesh = await startMesh({ port: 0, clockOffsetSeconds, drill: calm, stateDir });
  const tokens = stateDir.identity();
  const ask = (role: Role, method: string, path: string, body?: unknown, contentType = 'application/json') =>
    fetch(`${mesh.document.apiUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${tokens[role]}`, 'content-type': contentType },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async (role: Role, method: string, path: string, body?: unknown, contentType?: string) => {
    const response = await ask(role, method, path, body, contentType);
    return { status: response.status, body: jsonSchema.parse(await response.json()) };
  };
  const close = async () => {
    await mesh.stop();
    rmSync(folder, { recursive: true });
  };
  const openWatch = async (path: string) => {
    const response = await ask('viewer', 'GET', path);
    return (count: number) => firstLines(response, count);
  };
  const watch = async (path: string, count: number) => (await openWatch(path))(count);
  return { ...mesh, stateDir, call, get: (path) => call('viewer', 'GET', path), openWatch, watch, close };
}

async function firstLines(response: Response, count: number): Promise<Json[]> {
  const events: Json[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    events.push(...lines.map((line) => jsonSchema.parse(JSON.parse(line))));
    if (events.length >= count) break;
  }
  return events.slice(0, count);
}

/** A value inside JSON by its path; undefined when nothing is there. */
export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  let current: Json | undefined = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.entries(current).find(([name]) => name === String(key))?.[1];
  }
  return current;
}
