/** If this console could change anything, by the API server's answer about its credential. */

import type { PermissionsValue } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { knownValue } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import { PERMISSION_RULE, type PERMISSION_TEXTS } from '../../messages/status/permission.ts';
import { text } from '../../messages/text.ts';
import type { Posture } from '../../posture.ts';
import type { Message, Params } from '../../status/message.ts';
import { PERMISSION_VERDICTS, type PermissionCode } from '../../status/permission.ts';
import { evidence, instantOrNull } from './evidence.ts';
import type { World } from './input.ts';

type Permissions = Posture['permissions'];

/** Asked each hour: one answer may be missed, after that the permissions are unknown. */
const VALID_MS = 2 * 3_600_000;
const WHERE = 'SelfSubjectRulesReview';

interface Shown {
  code: PermissionCode;
  params: Params;
}

function shown<C extends PermissionCode>(
  code: C,
  params: Parameters<(typeof PERMISSION_TEXTS)[C]>[0] & Params,
): Shown {
  return { code, params };
}

/** The caller, which knows the evaluation before, fills in `since`. */
export function evaluatePermissions(world: World): Permissions {
  const known = knownValue(world.ledger, 'permissions', 'permissions') ?? null;
  const shows = permissionsShown(world, known);
  return {
    kind: 'permission',
    id: 'credential',
    subject: world.plan.mesh.name,
    verdict: PERMISSION_VERDICTS[shows.code],
    ...shows,
    since: null,
    observedAt: instantOrNull(known?.checkedAt),
    evidence: known === null || known.review === 'off' ? [] : evidenceOf(known),
    runbook: null,
  };
}

/**
 * A known permission is reported as long as its answer counts, whatever failed since. Its absence counts only by a
 * complete answer without a later failure.
 */
function permissionsShown(world: World, known: PermissionsValue | null): Shown {
  if (known === null) return shown('not-asked', { last: null });
  if (known.review === 'off') return shown('review-off', { last: null });
  const fresh = freshness(known.checkedAt, world.now, VALID_MS) === 'fresh';
  const could = couldOf(known);
  if (fresh && could !== null) return shown('could-change', { could });
  return unproven(known, fresh, could) ?? shown('reads-only', { namespaces: known.namespaces });
}

/** Why an answer without a permission proves nothing; null if it does. */
function unproven(known: PermissionsValue, fresh: boolean, last: Message | null): Shown | null {
  const { failure, checkedAt, evaluationError } = known;
  if (failure !== null) return shown('review-failed', { failure, last });
  if (checkedAt === null) return shown('not-asked', { last });
  if (!fresh) return shown('review-late', { checkedAt, last });
  if (known.namespaces.length === 0) return shown('review-of-nothing', { last });
  if (!known.incomplete && evaluationError === null) return null;
  return shown('review-incomplete', { evaluationError, last });
}

/** The widest permission, and the number of others; null: none. */
function couldOf({ powers, morePowers }: PermissionsValue): Message | null {
  const [worst] = powers;
  if (worst === undefined) return null;
  return say('permission-could', {
    power: say('permission-power', worst),
    more: powers.length + morePowers - 1,
  });
}

function evidenceOf(known: PermissionsValue): Permissions['evidence'] {
  const { checkedAt: at, incomplete, namespaces } = known;
  if (known.powers.length === 0 && at !== null) {
    const value = say(incomplete ? 'permission-none-listed' : 'permission-read');
    const asked = say('list', { items: namespaces, most: 3 });
    return [evidence('could', text(value), text(asked), at, PERMISSION_RULE)];
  }
  return known.powers.map((permission) =>
    evidence('could', text(say('permission-power', permission)), WHERE, at, PERMISSION_RULE),
  );
}
