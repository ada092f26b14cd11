/**
 * Configuration mistakes of an operator: each problem has its description, its place and its fix. The process prints
 * all of them and ends with exit code 64 before it listens.
 */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
