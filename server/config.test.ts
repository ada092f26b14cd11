import { describe, expect, test, vi } from 'vitest';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { parseConfig } from './config.ts';

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

  test.each([
    [[], {}, true],
    [['--no-permission-review'], {}, false],
    [['--permission-review', 'off'], {}, false],
    [['--permission-review', 'on'], { MISSION_CONTROL_PERMISSION_REVIEW: 'off' }, true],
    [['--no-permission-review'], { MISSION_CONTROL_PERMISSION_REVIEW: 'on' }, false],
    [[], { MISSION_CONTROL_PERMISSION_REVIEW: 'off' }, false],
    [[], { MISSION_CONTROL_PERMISSION_REVIEW: 'on' }, true],
  ])('the own permissions are asked for unless that is switched off: %j %j', (args, env, asked) => {
    vi.unstubAllEnvs();
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(parseConfig(args).permissionReview).toBe(asked);
    vi.unstubAllEnvs();
  });

  test.each([
    [[], {}, false],
    [['--without-cloud-run'], {}, true],
    [['--without-cloud-run', '--port', '1'], {}, true],
    [['--without-cloud-run', 'off'], { MISSION_CONTROL_WITHOUT_CLOUD_RUN: 'on' }, false],
    [[], { MISSION_CONTROL_WITHOUT_CLOUD_RUN: 'on' }, true],
    [[], { MISSION_CONTROL_WITHOUT_CLOUD_RUN: 'off' }, false],
  ])('Cloud Run is searched unless somebody says that it is not: %j %j', (args, env, without) => {
    vi.unstubAllEnvs();
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(parseConfig(args).withoutCloudRun).toBe(without);
    vi.unstubAllEnvs();
  });

  test('a word that may mean either excludes nothing', () => {
    vi.stubEnv('MISSION_CONTROL_WITHOUT_CLOUD_RUN', '0');
    expect(problemsOf()).toEqual(['--without-cloud-run: expected on or off']);
    vi.unstubAllEnvs();
  });

  test('a word for it that is neither on nor off is a mistake', () => {
    expect(problemsOf('--permission-review', 'maybe')).toEqual(['--permission-review: expected on or off']);
  });

  test('all mistakes are reported at once', () => {
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
