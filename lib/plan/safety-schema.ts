/** The part of the plan that every execution proof rests on (plan, Safety invariants). */

import { z } from 'zod';
import { agentModeSchema } from '../vocabulary.ts';
import { environmentNameSchema, kubernetesNameSchema } from './agent-schema.ts';
import { textSchema as text } from './text-schema.ts';

const environmentNames = z.array(environmentNameSchema);

/** A ConfigMap key that halts execution while truthy (`1 true yes on`); anything unreadable is unknown. */
const haltSwitchSchema = z.strictObject({
  id: kubernetesNameSchema,
  title: text,
  namespace: kubernetesNameSchema,
  configMap: kubernetesNameSchema,
  key: text,
  /**
   * How programs take it: an environment variable with the value, and one that names a file of a mounted volume, with
   * the path at which that file is expected. Left out where no program is known to read this switch. Of older names of
   * both kinds the programs read all. `documentEnv` names a document of a database, which the console does not read.
   */
  readAs: z
    .strictObject({
      env: environmentNameSchema.optional(),
      fileEnv: environmentNameSchema.optional(),
      file: z
        .string()
        .regex(/^\/\S{0,1000}$/, 'an absolute path such as `/etc/kill-switch/HALTED`')
        .optional(),
      olderEnv: environmentNames.optional(),
      olderFileEnv: environmentNames.optional(),
      documentEnv: environmentNameSchema.optional(),
    })
    .optional(),
});
export type HaltSwitch = z.infer<typeof haltSwitchSchema>;

/** A ConfigMap key that holds, in seconds, the age over which these agents' market data is stale. */
const thresholdSchema = z.strictObject({
  id: kubernetesNameSchema,
  namespace: kubernetesNameSchema,
  configMap: kubernetesNameSchema,
  key: text,
  agents: z.array(kubernetesNameSchema).min(1),
});
export type ThresholdPlan = z.infer<typeof thresholdSchema>;

/** YAML reads `0` and `true` as a number and a truth value; a setting is text. */
const settingValueSchema = z.union([z.string().trim().min(1), z.number(), z.boolean()]).transform(String);

/**
 * A setting that lets orders leave unless its value is one of `safe`. `on` and `off` stand for all their words, URLs are
 * compared as URLs. Without `danger` the opposite of the safe switch and the word `live` are dangerous; what is neither
 * is unknown. With an empty `safe` it is a token: any value is dangerous, and none is kept or shown.
 */
const gateSchema = z.strictObject({
  variable: environmentNameSchema,
  safe: z.array(settingValueSchema),
  danger: z.array(settingValueSchema).min(1).optional(),
  /** What its absence means where orders could leave. */
  unset: z.enum(['safe', 'unknown']).default('safe'),
  /** `mesh`: only in the mesh's namespaces, on Cloud Run, at executors and beside a broker's credentials. */
  where: z.enum(['everywhere', 'mesh']).default('everywhere'),
  note: text.optional(),
});
export type GatePlan = z.infer<typeof gateSchema>;

/** A setting that speaks of orders and means something else, by somebody who knows. */
const knownSettingSchema = z.strictObject({
  /** A variable, or a flag of the command line such as `--live`. */
  setting: z
    .string()
    .regex(/^-{0,2}[A-Za-z_][\w.-]{0,253}$/, 'the name of a variable, or a flag such as `--live`'),
  /** Only in the workload of this name; in all of them when left out. */
  workload: kubernetesNameSchema.optional(),
  means: text,
  by: text,
});

/** A ConfigMap or Secret that containers take whole, and that sets nothing which lets orders leave. */
const knownSourceSchema = z.strictObject({
  kind: z.enum(['ConfigMap', 'Secret']),
  namespace: kubernetesNameSchema,
  name: kubernetesNameSchema,
  holds: text,
  by: text,
  why: text,
});
const phraseSchema = z
  .string()
  .max(200)
  .regex(/[a-z]{3}/i, 'a name of at least one word such as `execution-service`');

/**
 * Something that looks like an executor and is none, by the word of a person. It holds for these signs and images only,
 * and until its time.
 */
const notExecutorSchema = z.strictObject({
  workload: z.strictObject({ kind: text, namespace: kubernetesNameSchema, name: kubernetesNameSchema }),
  /** As the console tells them, such as `label app.kubernetes.io/instance=execution-agent`. */
  signs: z.array(text).min(1),
  /** The repository of its image, without tag and digest; of each, where it has several containers. */
  image: z.union([text, z.array(text).min(1)]),
  by: text,
  why: text,
  /** A day, which counts to its end in UTC, or an instant. */
  until: z.union([
    z.iso.date('a day such as `2026-12-31`'),
    z.iso.datetime({ offset: true, error: 'an instant with its offset' }),
  ]),
});
export type NotExecutor = z.infer<typeof notExecutorSchema>;
/**
 * A person's word that an executor's pod has ended, where the cluster cannot show it: its node is gone for good, or its
 * containers' end was not reported. It covers what had gone by `at`.
 */
const settledPodSchema = z.strictObject({
  /** `name` or `namespace/name`; `*`: each one. */
  pod: text,
  /** The node that it ran on; `*`: any. */
  node: text,
  uid: text.optional(),
  by: text,
  why: text,
  at: z.iso.datetime({ offset: true }),
});

/** A custom kind that bears an executor's name and is none, by the word of a person. */
const knownKindSchema = z.strictObject({
  group: kubernetesNameSchema,
  kind: text,
  by: text,
  why: text,
  until: z.iso.datetime({ offset: true }).optional(),
});

/** Everything that the execution verdict rests on (plan, Safety invariants). */
export const safetySchema = z.strictObject({
  /** The rules that no runbook may break, in words. */
  invariants: z.array(text).optional(),
  /** No proof older than this counts. Below two polls none ever would; above a minute an order has long left. */
  proofLimitSeconds: z.number().min(4).max(60).default(10),
  /** Names that are or alias an executor, and where they may live: the whole cluster, or a list of namespaces. */
  executors: z.strictObject({
    names: z.array(kubernetesNameSchema).min(1),
    /** Further names that an executor may bear anywhere, in its image's path, or as the module that it starts. */
    words: z.array(phraseSchema).optional(),
    images: z.array(phraseSchema).optional(),
    modules: z.array(phraseSchema).optional(),
    /** What looks like one and is none. */
    notExecutors: z.array(notExecutorSchema).optional(),
    scope: z.union([z.literal('cluster'), z.array(kubernetesNameSchema).min(1)]).default('cluster'),
    gatedPages: z.boolean().default(true),
    /** Custom kinds that carry an executor's name and run none: by whom that was checked, why, and until when. */
    knownKinds: z.array(knownKindSchema).optional(),
  }),
  settledPods: z.array(settledPodSchema).default([]),
  /** Where Cloud Run is searched for executors, beside the projects of the agents' `parentEnv`. */
  cloudRun: z
    .strictObject({
      projects: z
        .array(
          z.strictObject({
            id: z.string().regex(/^[a-z0-9][a-z0-9:.-]{0,99}$/, 'the id of a project such as `desk-prod`'),
            /** All that the project can use when left out. */
            regions: z
              .array(z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'a region such as `us-east1`'))
              .min(1)
              .optional(),
          }),
        )
        .default([]),
      /** No proof of Cloud Run older than this counts. */
      limitSeconds: z.number().min(30).max(300).default(60),
    })
    .default({ projects: [], limitSeconds: 60 }),
  haltSwitches: z.array(haltSwitchSchema).min(1),
  /** Limits of age that the mesh itself keeps in ConfigMaps; the smallest known one applies. */
  thresholds: z.array(thresholdSchema).default([]),
  liveModes: z.array(agentModeSchema).min(1),
  /** Variables and Secrets that give access to a broker, and the agents that the plan allows them. */
  brokerCredentials: z
    .strictObject({
      /** A variable is one when its name begins with one of these. */
      variablePrefixes: z.array(environmentNameSchema),
      secrets: z.array(kubernetesNameSchema),
      agents: z.array(kubernetesNameSchema),
    })
    .optional(),
  /** Environment variables of a workload that say whether orders could leave or a gate is bypassed. */
  environment: z.strictObject({
    mode: environmentNameSchema,
    dryRun: environmentNames,
    enables: environmentNames,
    bypasses: environmentNames,
  }),
  /** More settings that let orders leave, each with its safe values. */
  gates: z.array(gateSchema).default([]),
  knownSettings: z.array(knownSettingSchema).default([]),
  knownSources: z.array(knownSourceSchema).default([]),
});
