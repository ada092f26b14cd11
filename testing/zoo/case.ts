/**
 * One case of the field zoo: what happened, where it was told, and what must be said of it. One that the simulator finds
 * is written by `npm run simulate -- --seed S --world I --keep NAME`: on the mesh of the worlds, `mesh: quarry`.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { UPS } from '#lib/evaluate/agents/up.ts';
import {
  ESCALATION_STATES,
  EXECUTION_OUTCOMES,
  FAILURE_STATES,
  PROOF_IDS,
  VERDICTS,
} from '#lib/vocabulary.ts';
import { objectSchema } from '../pipeline/raw-object.ts';
import { jsonSchema } from '../practice/world/json.ts';
import { OUTAGE_KINDS } from '../worlds/outages.ts';

const HOME = 'trading-floor';

/** One of several values may be right. */
const anyOf = <S extends z.ZodType>(schema: S) =>
  z.union([schema.transform((value) => [value]), z.array(schema)]);

const verdicts = anyOf(z.enum(VERDICTS));

/** A part of what the console says. */
const saidSchema = z.strictObject({
  execution: anyOf(z.enum(EXECUTION_OUTCOMES)).optional(),
  proofs: z
    .partialRecord(
      z.enum(PROOF_IDS),
      z.union([
        verdicts.transform((verdict) => ({ verdict, code: undefined })),
        z.strictObject({ verdict: verdicts, code: z.string().optional() }),
      ]),
    )
    .default({}),
  agents: z.record(z.string(), verdicts).default({}),
  /** Whether an agent is up, as its SLO counts it. */
  up: z.record(z.string(), anyOf(z.enum(UPS))).default({}),
  failures: z.record(z.string(), anyOf(z.enum([...VERDICTS, ...FAILURE_STATES]))).default({}),
  rules: z.record(z.string(), anyOf(z.enum(ESCALATION_STATES))).default({}),
  /** By their ids, such as `namespace/trading-floor`. */
  sources: z.record(z.string(), verdicts).default({}),
  undeclared: z.array(z.string()).default([]),
  /** True: nothing is to do, every workload is declared, and every source is in sight. */
  calm: z.boolean().optional(),
  /** Agents that an action is for. */
  actions: z.array(z.string()).default([]),
  /** Texts that stand in the scope of the execution proofs. */
  scope: z.array(z.string()).default([]),
  /** Texts that stand somewhere in the execution part or in an agent that is not good. */
  names: z.array(z.string()).default([]),
});
export type Said = z.infer<typeof saidSchema>;

const expectedFields = { say: saidSchema.optional(), mustNot: saidSchema.optional() };
export interface Expected {
  say?: Said | undefined;
  mustNot?: Said | undefined;
}

/** A `*` at the end of a name stands for any rest: pods of the calm mesh have names of their own. */
const refSchema = z.object({ kind: z.string(), namespace: z.string().default(HOME), name: z.string() });

/** `with`: a strategic merge patch, as kubectl sends it. */
const patchSchema = refSchema.extend({ with: jsonSchema });

/** The answer of an agent at a path: JSON, a raw body, a merge patch on its calm answer, or none at all. */
const replySchema = z.strictObject({
  agent: z.string(),
  path: z.string(),
  status: z.int().optional(),
  type: z.string().optional(),
  json: jsonSchema.optional(),
  body: z.string().optional(),
  merge: jsonSchema.optional(),
  fail: z.enum(['refused', 'timeout']).optional(),
});
export type Reply = z.infer<typeof replySchema>;

const stepFields = {
  /** If true, what happens in this step never reaches a watch. */
  quiet: z.boolean().default(false),
  objects: z.array(objectSchema).default([]),
  patches: z.array(patchSchema).default([]),
  remove: z.array(refSchema).default([]),
  answers: z.array(replySchema).default([]),
  /** Custom kinds that are served, without any object. `refused`: of a group that is listed and cannot be read. */
  serves: z
    .array(z.object({ apiVersion: z.string(), kind: z.string(), refused: z.literal(true).optional() }))
    .default([]),
  /** Paths of the API server that are refused, and those of Cloud Run's Admin API with its answers. */
  refuse: z.array(z.object({ path: z.string(), status: z.int() })).default([]),
  cloudRun: z
    .array(z.object({ path: z.string(), status: z.int().default(200), json: jsonSchema }))
    .default([]),
};
/** The streams of the calm mesh and of its network's delays, if a case needs no others: one with every optional agent. */
export const CALM_STREAM = 0;
export const NETWORK_STREAM = 0;

/** The mesh and the plan of the simulated worlds, and what keeps the console from seeing it. All times are seconds. */
const quarrySchema = z.strictObject({
  plan: z.enum(['quarry', 'quarry-on-cloud-run']),
  /** The console was started so that it does not search Cloud Run. */
  withoutCloudRun: z.boolean().default(false),
  calm: z.int().default(CALM_STREAM),
  network: z.int().default(NETWORK_STREAM),
  /** `sources` and `kind`: as in `testing/worlds/outages.ts`; a source that hangs is `silent`. Without `to`: for good. */
  outages: z
    .array(
      z.strictObject({
        sources: z.array(z.string()),
        kind: z.enum(OUTAGE_KINDS),
        from: z.number().default(0),
        to: z.number().optional(),
      }),
    )
    .default([]),
  /** The console dies, and is back later; its carry may be kept. */
  restarts: z
    .array(z.strictObject({ at: z.number(), back: z.number(), keepsCarry: z.boolean().default(false) }))
    .default([]),
  /** When it evaluates, if not each second; `say` is of the last. */
  asked: z.array(z.number()).optional(),
});
export type Quarry = z.infer<typeof quarrySchema>;

const stepSchema = z.strictObject({ at: z.number().positive(), ...stepFields });
export type Step = Omit<z.infer<typeof stepSchema>, 'at'>;

const caseSchema = z
  .strictObject({
    source: z.string().min(5),
    what: z.string().min(10),
    why: z.string().min(10),
    /** The time of day, if it is not a Friday, 10:15 in New York. */
    now: z.iso.datetime().optional(),
    /** The practice mesh and the shipped plan, if it is not the quarry. */
    mesh: z
      .union([z.literal('quarry').transform(() => quarrySchema.parse({ plan: 'quarry' })), quarrySchema])
      .optional(),
    ...stepFields,
    /** What happens later, in seconds. Until then everything is as listed above. */
    steps: z.array(stepSchema).default([]),
    /** When the console is asked, in seconds. */
    until: z.number().default(6),
    ...expectedFields,
    /** What must be said before the end, in the second `at`. */
    during: z.array(z.strictObject({ at: z.int(), ...expectedFields })).default([]),
  })
  .refine(({ say, mustNot }) => say !== undefined || mustNot !== undefined, 'it expects nothing');
export type ZooCase = z.infer<typeof caseSchema> & { name: string };
/** What a case lets happen. */
export type Happening = Pick<ZooCase, 'now' | 'mesh' | 'until' | 'steps'> & Step;

export const CASES = join(import.meta.dirname, 'cases');

/** A case from the text of its file. @throws if it is not one. */
export function parseCase(name: string, text: string): ZooCase {
  const found = caseSchema.safeParse(parse(text, { merge: true }));
  if (!found.success) throw new Error(`${name}: ${z.prettifyError(found.error)}`);
  return { name, ...found.data };
}

/** Every case of the folder, by name. */
export function allCases(): ZooCase[] {
  return readdirSync(CASES)
    .sort()
    .map((file) => parseCase(file.replace(/\.ya?ml$|\.json$/, ''), readFileSync(join(CASES, file), 'utf8')));
}
