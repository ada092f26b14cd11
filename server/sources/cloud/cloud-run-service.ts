/** A Cloud Run service as the Admin API (v2) answers it, reduced to what is judged. */
import { z } from 'zod';
import { readStrictJson } from '#lib/contracts/strict-json.ts';
import type { EnvironmentEntry, FactValue } from '#lib/ledger/fact.ts';
import type { MapContext } from '../kubernetes/mappers/map-context.ts';

type CloudRunValue = FactValue<'cloud-run'>;

const count = z.int().min(0).optional();
const variableSchema = z.object({
  name: z.string().min(1),
  value: z.string().optional(),
  valueSource: z.object({ secretKeyRef: z.object({ secret: z.string() }).optional() }).optional(),
});
const serviceSchema = z.object({
  name: z.string(),
  scaling: z
    .object({
      scalingMode: z.string().optional(),
      minInstanceCount: count,
      manualInstanceCount: count,
    })
    .optional(),
  template: z.object({
    scaling: z.object({ minInstanceCount: count }).optional(),
    containers: z.array(z.object({ env: z.array(variableSchema).optional() })).min(1),
  }),
});
const absentSchema = z.object({ error: z.object({ code: z.literal(404), status: z.literal('NOT_FOUND') }) });

/** What one GET of a service says: the service, that it does not exist, or why neither is known. */
export type CloudRunReading = { value: CloudRunValue | null } | { problem: string };

/** `path`: `projects/<p>/locations/<l>/services/<s>`. That it does not exist counts only in the API's own words. */
export function readCloudRun(
  status: number,
  body: Buffer,
  path: string,
  context: Pick<MapContext, 'keepsVariable'>,
): CloudRunReading {
  const json = readStrictJson(body.toString('utf8'));
  if ('problem' in json) return { problem: `${status} with a body ${json.problem}` };
  if (status === 404 && absentSchema.safeParse(json.value).success) return { value: null };
  if (status === 401) return { problem: '401: the access token was refused' };
  if (status === 403) return { problem: '403: not allowed' };
  if (status !== 200) return { problem: `${status} from the Cloud Run Admin API` };
  const service = serviceSchema.safeParse(json.value).data;
  if (service === undefined) return { problem: '200 without a service' };
  if (!isSame(service.name, path)) return { problem: 'another service was answered' };
  return { value: seenValue(service, path, context) };
}

/** The API may answer with the number of a project where its name was asked for. */
function isSame(name: string, path: string): boolean {
  const within = (full: string) => full.split('/').slice(2).join('/');
  return /^projects\/[^/]+\/locations\//.test(name) && within(name) === within(path);
}

function seenValue(
  { scaling, template }: z.infer<typeof serviceSchema>,
  path: string,
  context: Pick<MapContext, 'keepsVariable'>,
): CloudRunValue {
  // Only the one word says that the count is fixed; any other mode, or none, serves requests by itself.
  const manual = scaling?.scalingMode === 'MANUAL';
  const minima = [scaling?.minInstanceCount, template.scaling?.minInstanceCount].filter(
    (n) => n !== undefined,
  );
  return {
    service: path.split('/').at(-1) ?? '',
    scaling: manual ? 'manual' : 'automatic',
    manualInstances: manual ? (scaling.manualInstanceCount ?? null) : null,
    minInstances: minima.length === 0 ? null : Math.max(...minima),
    environment: template.containers
      .flatMap((container) => container.env ?? [])
      .map((variable) => entryOf(variable, context)),
  };
}

/** A variable from Secret Manager is named, never read. */
function entryOf(
  { name, value, valueSource }: z.infer<typeof variableSchema>,
  context: Pick<MapContext, 'keepsVariable'>,
): EnvironmentEntry {
  if (valueSource?.secretKeyRef !== undefined) {
    const { secret } = valueSource.secretKeyRef;
    return { name, origin: 'secret', value: null, filled: false, ref: null, secret };
  }
  if (valueSource !== undefined) return { name, origin: 'other', value: null, filled: false, ref: null };
  const literal = value ?? '';
  return {
    name,
    origin: 'literal',
    value: context.keepsVariable(name) ? literal : null,
    filled: literal !== '',
    ref: null,
  };
}
