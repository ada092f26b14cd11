/** The one table from codes to verdicts, by kind of status. */

import { AGENT_VERDICTS } from './agent.ts';
import { CADENCE_ITEM_VERDICTS } from './cadence-item.ts';
import { CONFORMANCE_CELL_VERDICTS } from './conformance-cell.ts';
import { FAILURE_VERDICTS } from './failure.ts';
import { PERMISSION_VERDICTS } from './permission.ts';
import { PROBE_VERDICTS } from './probe.ts';
import { PROOF_VERDICTS } from './proof.ts';
import { RULE_VERDICTS } from './rule.ts';
import { SOURCE_VERDICTS } from './source.ts';
import type { StatusKind } from './status.ts';

export const VERDICT_OF = {
  proof: PROOF_VERDICTS,
  agent: AGENT_VERDICTS,
  failure: FAILURE_VERDICTS,
  rule: RULE_VERDICTS,
  source: SOURCE_VERDICTS,
  probe: PROBE_VERDICTS,
  'cadence-item': CADENCE_ITEM_VERDICTS,
  'conformance-cell': CONFORMANCE_CELL_VERDICTS,
  permission: PERMISSION_VERDICTS,
} as const satisfies Readonly<Record<StatusKind, object>>;
