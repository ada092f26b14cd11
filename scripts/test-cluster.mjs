// `npm run test:cluster`: the console against the cluster of KUBECONFIG, in a scratch namespace (docs/real-cluster.md).
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

// A signal reaches the whole group: the suite cleans up, and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

try {
  await ensureInstalled();
  await ensureBuilt();
  await run('node', ['e2e/cluster/main.ts', ...process.argv.slice(2)]);
} catch (error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}
