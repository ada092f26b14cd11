import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Tokens } from './api/auth.ts';
import { ADMIN_PREFIX } from './api/cloud-run-admin.ts';
import type { KeptClock } from './default-clock.ts';
import { selfSigned } from './tls/certificate.ts';
import { HOME_REGION, PROJECT } from './world/cloud-run.ts';

/** The access token of the Admin API of Cloud Run. */
const GOOGLE_TOKEN = 'google-token';

const identitySchema = z.object({
  viewer: z.string(),
  operator: z.string(),
  key: z.string(),
  certificate: z.string(),
  /** Key for `GET /state` of the execution agent. */
  executionKey: z.string(),
});
/** A mesh of before the key was. */
const keptSchema = identitySchema.partial({ executionKey: true });
/** State that a practice mesh keeps for its clients across restarts: tokens, key and certificate. */
export type MeshIdentity = z.infer<typeof identitySchema>;

/** The document `mesh.json`: where a running practice mesh is, and what the console needs to know of it. */
export const meshSchema = z.object({
  apiUrl: z.string(),
  clockOffsetSeconds: z.number(),
  env: z.record(z.string(), z.string()),
  drill: z.string(),
});
export type MeshDocument = z.infer<typeof meshSchema>;

/** The files of one practice mesh. All of them are for their owner only: they hold tokens. */
export class StateDir {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  /** The identity that is kept here, made at the first call. */
  identity(): MeshIdentity {
    const known = this.#read('identity.json', keptSchema);
    if (known?.executionKey !== undefined) return { ...known, executionKey: known.executionKey };
    const token = () => randomBytes(24).toString('base64url');
    const kept = known ?? { viewer: token(), operator: token(), ...selfSigned(new Date()) };
    const made = { ...kept, executionKey: token() };
    this.#write('identity.json', JSON.stringify(made));
    return made;
  }

  /** Description left by the last practice mesh. */
  mesh(): MeshDocument | undefined {
    return this.#read('mesh.json', meshSchema);
  }

  /** The clock that the last practice mesh here kept. */
  clock(): KeptClock | undefined {
    const mesh = this.mesh();
    if (mesh === undefined) return undefined;
    return { offsetSeconds: mesh.clockOffsetSeconds, writtenAt: statSync(this.file('mesh.json')).mtimeMs };
  }

  /** Writes `mesh.json` and both kubeconfigs for a mesh that listens on `port`. */
  publish(port: number, identity: MeshIdentity, clockOffsetSeconds: number, drill: string): MeshDocument {
    const apiUrl = `http://127.0.0.1:${port}`;
    const env = {
      MARKET_INGEST_SERVICE_URL: `${apiUrl}/cloud-run/market-ingest-service`,
      CONGRESSIONAL_INGEST_URL: `${apiUrl}/cloud-run/congressional-ingest`,
      MARKET_INGEST_HEARTBEAT_URL: `${apiUrl}/firestore/v1/projects/practice/databases/(default)/documents/tenants/practice`,
      NATS_MONITORING_URL: `${apiUrl}/nats`,
      EXEC_AGENT_KEY: identity.executionKey,
      CLOUD_RUN_API_URL: `${apiUrl}${ADMIN_PREFIX}`,
      CLOUD_RUN_PARENT: `projects/${PROJECT}/locations/${HOME_REGION}`,
      MISSION_CONTROL_GOOGLE_TOKEN: resolve(this.file(GOOGLE_TOKEN)),
    };
    this.#write(GOOGLE_TOKEN, identity.viewer);
    const document = { apiUrl, clockOffsetSeconds, env, drill };
    for (const role of ['viewer', 'operator'] as const)
      this.#write(`${role}.kubeconfig`, kubeconfig(port, identity.certificate, role, identity[role]));
    this.#write('mesh.json', `${JSON.stringify(document, null, 2)}\n`);
    return document;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  #read<T>(name: string, schema: z.ZodType<T>): T | undefined {
    if (!existsSync(this.file(name))) return undefined;
    return schema.parse(JSON.parse(readFileSync(this.file(name), 'utf8')));
  }

  #write(name: string, text: string): void {
    writeFileSync(this.file(name), text, { mode: 0o600 });
  }
}

/** A kubeconfig in JSON, which is YAML too. https, because kubectl keeps its token to itself over plain http. */
function kubeconfig(port: number, certificate: string, role: keyof Tokens, token: string): string {
  const user = `practice-${role}`;
  const document = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'practice',
        cluster: {
          server: `https://127.0.0.1:${port}`,
          'certificate-authority-data': Buffer.from(certificate).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: 'practice', context: { cluster: 'practice', user, namespace: 'trading-floor' } }],
    'current-context': 'practice',
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
