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
    ({ forbidden: _, ...seen }) => {
      if (context.signal.aborted) return;
      context.availability.put(source, {
        label: `ConfigMap ${namespace}/${name}`,
        scope: [namespace],
        ...seen,
      });
    },
  );
  void reflector.run();
}
