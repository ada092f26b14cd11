/**
 * The official client's KubeConfig (credentials, TLS, exec plugins) without its generated API, which costs some 40 MB
 * of resident memory and is not used here (docs/decisions/0003-kubernetes-client.md).
 */
import { registerHooks } from 'node:module';

const GENERATED = './gen/index.js';
const PARENT = /\/@kubernetes\/client-node\/dist\/config\.js$/;
const LEAN = 'mission-control:kubernetes-client-lean';

/** Sends that one import of that one module to the two small files that it needs. */
const hooks = registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL ?? '';
    if (specifier !== GENERATED || !PARENT.test(parent)) return next(specifier, context);
    return { url: `${LEAN}?${parent}`, format: 'module', shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.startsWith(LEAN)) return next(url, context);
    const parent = url.slice(LEAN.length + 1);
    const small = ['configuration.js', 'servers.js'].map((file) => new URL(`gen/${file}`, parent).href);
    return {
      format: 'module',
      shortCircuit: true,
      source: small.map((href) => `export * from ${JSON.stringify(href)};`).join('\n'),
    };
  },
});

const client = await import('@kubernetes/client-node/dist/config.js');
hooks.deregister();

export const KubeConfig = client.KubeConfig;
export type KubeConfig = InstanceType<typeof KubeConfig>;
