// Debian's packages, for what the tests need and the machine lacks.
import { execFileSync } from 'node:child_process';

/**
 * Runs apt-get as root, quietly.
 * @param {...string} args
 */
export function apt(...args) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  const [command, ...rest] = [...sudo, 'apt-get', ...args];
  execFileSync(command, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
