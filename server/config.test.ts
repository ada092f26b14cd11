import { describe, expect, test } from 'vitest';
import { parseConfig } from './config.ts';
import { ConfigurationError } from './configuration-error.ts';

function problemsOf(...args: string[]): readonly string[] {
  try {
    parseConfig(args);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

describe('configuration', () => {
  test('without flags it listens on loopback only', () => {
    expect(parseConfig([])).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      clockOffset: 0,
      plan: 'plan/agent-mesh.yaml',
    });
  });

  test('all mistakes are told at once', () => {
    expect(problemsOf('--port', '70000', '--clock-offset', 'yesterday')).toHaveLength(2);
  });

  test.each([
    [['--port', 'http'], '--port: expected'],
    [['--clock-offset', '1h'], '--clock-offset: expected seconds'],
    [['--plan', ''], '--plan: expected'],
    [['--prot', '1'], "unknown option '--prot'"],
    [['serve'], 'too many arguments'],
  ])('%j says what is wrong', (args, message) => {
    expect(problemsOf(...args).join('\n')).toContain(message);
  });

  test('a clock offset may be negative', () => {
    expect(parseConfig(['--clock-offset', '-178252']).clockOffset).toBe(-178252);
  });
});
