import { remove } from '../../../e2e/operator.ts';
import { all, never, says } from '../expect.ts';
import type { Fault } from '../fault.ts';
import { STRATEGY } from '../mesh-words.ts';

const POD = '/api/v1/namespaces/trading-floor/pods/gamma-strategy-0';
const GATE_RULE = 'freshness-gate-bypassed';

export const fault: Fault = {
  title: 'a strategy’s pod is deleted and comes back with its counters at 0',
  group: 'agents',
  interval: 'poll',
  expect: all(
    says((p) => (p.agents.find((a) => a.name === STRATEGY)?.verdict === 'good' ? `${STRATEGY} good` : null)),
    // A restarted counter has not risen against the shut gate.
    never(({ posture }) =>
      (posture?.escalations ?? [])
        .filter((rule) => rule.id === GATE_RULE && (rule.state === 'firing' || rule.state === 'pending'))
        .map((rule) => `${rule.id} ${rule.state}`),
    ),
  ),
  cause: ({ mesh }) => remove(mesh, POD),
  end: () => undefined,
};
