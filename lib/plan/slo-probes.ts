/** Which probes show what an SLO is of. */

import { contractOf, type ProbeKind } from '../contracts/registry.ts';
import type { SloSubjectOf } from '../vocabulary.ts';

export function showsSlo(of: SloSubjectOf, kind: ProbeKind): boolean {
  switch (of) {
    case 'agent':
      return true;
    case 'health-endpoint':
      return kind === 'process-health';
    case 'heartbeat':
      return kind === 'config-heartbeat' || contractOf(kind).beat !== undefined;
  }
}
