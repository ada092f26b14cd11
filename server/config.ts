/** Flags and environment, parsed once. A flag wins over its variable; all mistakes are listed at once. */

import { Command, CommanderError, Option } from 'commander';
import { z } from 'zod';
import { ConfigurationError } from '#platform/configuration-error.ts';

const DEFAULT_PLAN = 'plan/agent-mesh.yaml';

/** Configuration of every program that watches a mesh. */
const meshConfigSchema = z.object({
  plan: z.string().min(1, 'the path of a plan file'),
  kubeconfig: z.string().min(1, 'the path of a kubeconfig file').optional(),
  context: z.string().min(1, 'the name of a context in the kubeconfig').optional(),
  timings: z.string().min(1, 'the path of a file of timings').optional(),
  /** True if the API server is asked for the credential's permissions. */
  permissionReview: z
    .union([z.literal(false), z.enum(['on', 'off'])], 'on or off')
    .transform((given) => given === 'on'),
  /** True if the operator says that Cloud Run is not searched. */
  withoutCloudRun: z.enum(['on', 'off'], 'on or off').transform((given) => given === 'on'),
  clockOffset: z
    .string()
    .regex(/^[+-]?\d{1,10}(\.\d{1,3})?$/, 'seconds to add to the clock such as -86400')
    .transform(Number),
});
export type MeshConfig = z.infer<typeof meshConfigSchema>;

const configSchema = meshConfigSchema.extend({
  host: z.string().min(1, 'an address to listen on such as 127.0.0.1'),
  port: z
    .string()
    .regex(/^\d{1,5}$/, 'a port from 0 to 65535 (0: any free one)')
    .transform(Number)
    .refine((n) => n <= 65_535, 'a port from 0 to 65535 (0: any free one)'),
  dataDir: z.string().min(1, 'a folder that may be written to'),
  artifacts: z.string().min(1, 'the folder of the deploy reports'),
  /** Retention of the journal in days. */
  keepDays: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'days to keep what was said such as 400')
    .transform(Number),
  /** After so many days samples as they came are forgotten; their rollups stay. */
  keepRawDays: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'days to keep samples as they came such as 7')
    .transform(Number),
});
export type Config = z.infer<typeof configSchema>;

function option(flags: string, text: string, variable: string, fallback?: string): Option {
  const made = new Option(flags, text).env(variable);
  return fallback === undefined ? made : made.default(fallback);
}

/** The flags that select the mesh: the console and its command line share them. */
export function meshOptions(defaultPlan: string): Option[] {
  return [
    option('--plan <file>', 'the operational plan', 'MISSION_CONTROL_PLAN', defaultPlan),
    option(
      '--kubeconfig <file>',
      'credentials; as kubectl finds them when left out',
      'MISSION_CONTROL_KUBECONFIG',
    ),
    option('--context <name>', 'context of the kubeconfig', 'MISSION_CONTROL_CONTEXT'),
    option(
      '--clock-offset <seconds>',
      'added to the clock, for a practice mesh',
      'MISSION_CONTROL_CLOCK_OFFSET',
      '0',
    ),
    option(
      '--permission-review <on|off>',
      'ask the API server what this credential may do',
      'MISSION_CONTROL_PERMISSION_REVIEW',
      'on',
    ),
    new Option('--no-permission-review', 'do not ask: the only request that is no GET'),
    // A variable without a value to read would exclude Cloud Run with `=0` too.
    option(
      '--without-cloud-run [on|off]',
      'do not search Cloud Run for executors: execution is then proven off without it, and the pane says so',
      'MISSION_CONTROL_WITHOUT_CLOUD_RUN',
      'off',
    ).preset('on'),
    option('--timings <file>', 'shorter timings, in JSON, for tests', 'MISSION_CONTROL_TIMINGS').hideHelp(),
  ];
}

function command(): Command {
  const made = new Command('mission-control')
    .description('Read-only single pane for a mesh of trading agents. It has no way to change the mesh.')
    .addOption(option('--host <address>', 'address to listen on', 'MISSION_CONTROL_HOST', '127.0.0.1'))
    .addOption(
      option('--port <number>', 'port to listen on; 0 for any free one', 'MISSION_CONTROL_PORT', '3000'),
    )
    .addOption(
      option(
        '--data-dir <folder>',
        'where the console keeps what it remembers',
        'MISSION_CONTROL_DATA_DIR',
        '.mission-control',
      ),
    )
    .addOption(
      option('--keep-days <days>', 'how long what was said is kept', 'MISSION_CONTROL_KEEP_DAYS', '400'),
    )
    .addOption(
      option(
        '--artifacts <folder>',
        'where the deploy reports are, which are only read',
        'MISSION_CONTROL_ARTIFACTS',
        'audit_artifacts',
      ),
    )
    .addOption(
      option(
        '--keep-raw-days <days>',
        'how long samples of charts are kept as they came',
        'MISSION_CONTROL_KEEP_RAW_DAYS',
        '7',
      ),
    )
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  for (const flag of meshOptions(DEFAULT_PLAN)) made.addOption(flag);
  return made;
}

/**
 * Parses arguments (without the program's name) and commander's environment.
 * @throws ConfigurationError with every mistake; a CommanderError with exit code 0 after `--help`.
 */
export function parseConfig(args: readonly string[]): Config {
  return checked(configSchema, flagsOf(args));
}

/**
 * Result of commander for `meshOptions`; other keys are left out.
 * @throws ConfigurationError with every mistake.
 */
export function parseMeshConfig(flags: unknown): MeshConfig {
  return checked(meshConfigSchema, flags);
}

function checked<T extends z.ZodType>(schema: T, flags: unknown): z.infer<T> {
  const parsed = schema.safeParse(flags);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(parsed.error.issues.map(issueText));
}

function flagsOf(args: readonly string[]): unknown {
  const program = command();
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode !== 0)
      throw new ConfigurationError([
        `${error.message.replace(/^error: /, '')}. Run with --help to see what there is`,
      ]);
    throw error;
  }
  return program.opts();
}

function issueText(issue: z.core.$ZodIssue): string {
  const flag = String(issue.path[0]).replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return `--${flag}: expected ${issue.message}`;
}
