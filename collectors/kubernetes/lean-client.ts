/**
 * The official client's KubeConfig (credentials, TLS, exec plugins) without its generated API and its own HTTP stack,
 * which cost some 60 MB of resident memory and are not used here (docs/decisions/0003-kubernetes-client.md).
 */

import { registerHooks } from 'node:module';

const CONFIG = /\/@kubernetes\/client-node\/dist\/config\.js$/;
/**
 * Stubs for the parts that `config.js` imports only for `makeApiClient` and `applySecurityAuthentication`, which are
 * never called here.
 */
const UNUSED = ['./gen/index.js', 'undici'];
const STAND_IN = 'mission-control:not-in-the-lean-client';
const SOURCE = `class Missing { constructor() { throw new Error('not part of the lean Kubernetes client'); } }
export { Missing as Agent, Missing as ProxyAgent, Missing as ServerConfiguration, Missing as createConfiguration };`;

const hooks = registerHooks({
  resolve(specifier, context, next) {
    const unused = UNUSED.includes(specifier) && CONFIG.test(context.parentURL ?? '');
    return unused ? { url: STAND_IN, format: 'module', shortCircuit: true } : next(specifier, context);
  },
  load: (url, context, next) =>
    url === STAND_IN ? { format: 'module', shortCircuit: true, source: SOURCE } : next(url, context),
});

const client = await import('@kubernetes/client-node/dist/config.js');
hooks.deregister();

export const KubeConfig = client.KubeConfig;
export type KubeConfig = InstanceType<typeof KubeConfig>;
