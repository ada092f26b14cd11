// `npm run console`: the console alone, as `npm start` starts it, without looking whether it must be built again.
import { spawn } from 'node:child_process';
import { CONSOLE_ENVIRONMENT, consoleArguments } from './console-process.mjs';
import { ROOT, toolEnv } from './prepare.mjs';

const child = spawn('node', consoleArguments(process.argv.slice(2)), {
  cwd: ROOT,
  stdio: 'inherit',
  env: toolEnv(CONSOLE_ENVIRONMENT),
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
