// Flags of the console's process. It holds little, runs for months and shares its machine, so it is kept small at the
// price of some speed (savings: docs/decisions/0002-node-from-npm.md).

/**
 * The console as a command line for Node.
 * @param {readonly string[]} args
 */
export function consoleArguments(args) {
  return ['--max-semi-space-size=1', '--v8-pool-size=1', '--optimize-for-size', 'server/main.ts', ...args];
}

/** For glibc's allocator: one arena, and what is freed goes back to the machine. */
export const CONSOLE_ENVIRONMENT = {
  NODE_ENV: 'production',
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
};
