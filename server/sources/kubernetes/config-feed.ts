/** One ConfigMap that the plan names, watched by its name. */
import { CONFIG_MAP } from './kinds.ts';
import { Reflector } from './reflector.ts';
import { ServedRoot } from './served-root.ts';
import type { SourceContext } from './source-context.ts';

export function startConfigFeed(context: SourceContext, namespace: string, name: string): void {
  const source = `watch/${CONFIG_MAP.name}/${namespace}/${name}`;
  const reflector = new Reflector(
    context,
    { kind: CONFIG_MAP, namespace, name, source },
    new ServedRoot(context, CONFIG_MAP),
    ({ state, reason, lastSeenAt, restarts, count }) => {
      if (context.signal.aborted) return;
      const label = `ConfigMap ${namespace}/${name}`;
      context.sights.put(source, { label, state, scope: [namespace], reason, lastSeenAt, restarts, count });
    },
  );
  void reflector.run();
}
