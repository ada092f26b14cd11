/** Whether this console could change anything, by what the API server says of its credential: a promise is no proof. */

import type { PermissionsValue, Power } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { knownValue } from '../../facts/ledger.ts';
import { listed } from '../../messages/lists.ts';
import { text } from '../../messages/text.ts';
import type { Posture } from '../../posture.ts';
import { clockTime, evidence } from './evidence.ts';
import type { World } from './input.ts';

type Permissions = Posture['permissions'];

/** Asked each hour: one answer may be missed, and after that it is not known any more. */
const VALID_MS = 2 * 3_600_000;
const RULE = 'The console only reads: its credential can change nothing (plan, Operations are read-only)';
const WHERE = 'SelfSubjectRulesReview';

/**
 * A power that was seen is told as long as its answer counts, whatever failed since. That there is none counts only by a
 * whole answer that nothing came after.
 */
export function judgePermissions(world: World): Permissions {
  const known = knownValue(world.ledger, 'permissions', 'permissions') ?? null;
  if (known === null) return unknown('not asked yet', []);
  if (known.review === 'off') return unknown('its review is switched off', []);
  const told = evidenceOf(known);
  const fresh = freshness(known.checkedAt, world.now, VALID_MS) === 'fresh';
  const [worst] = known.powers;
  if (fresh && worst !== undefined)
    return { verdict: 'attention', value: 'not read-only', detail: couldText(worst, known), evidence: told };
  const gap = whyNot(known, fresh);
  if (gap === null)
    return {
      verdict: 'good',
      value: 'read-only proven',
      detail: `nothing but reading in ${listed(known.namespaces)}; Secrets not even that`,
      evidence: told,
    };
  const last = worst === undefined ? '' : ` · last known: ${couldText(worst, known)}`;
  return unknown(`${gap}${last}`, told);
}

const unknown = (detail: string, told: Permissions['evidence']): Permissions => ({
  verdict: 'unknown',
  value: 'unknown',
  detail,
  evidence: told,
});

/** Why an answer without a power proves nothing; null when it does. */
function whyNot(known: PermissionsValue, fresh: boolean): string | null {
  if (known.failure !== null) return text(known.failure);
  if (known.checkedAt === null) return 'not asked yet';
  if (!fresh) return `last answered ${clockTime(known.checkedAt)}`;
  if (known.namespaces.length === 0) return 'no namespace was asked about';
  if (!known.incomplete && known.evaluationError === null) return null;
  const why = known.evaluationError === null ? '' : `: ${known.evaluationError}`;
  return `the API server calls its own answer incomplete${why}`;
}

function couldText(power: Power, known: PermissionsValue): string {
  const all = known.powers.length + known.morePowers;
  return `this credential could ${powerText(power)}${all > 1 ? ` and ${all - 1} more` : ''}`;
}

/** e.g. `patch, update deployments.apps in trading-floor`. */
function powerText({ verbs, resources, names, namespaces }: Power): string {
  const what = resources.includes('*') ? 'anything' : listed(resources, 2);
  const which = names.length === 0 ? '' : ` named ${listed(names, 2)}`;
  const how = verbs.includes('*') ? 'do anything to' : listed(verbs, 3);
  return `${how} ${what}${which} in ${listed(namespaces)}`;
}

function evidenceOf(known: PermissionsValue): Permissions['evidence'] {
  const { checkedAt: at } = known;
  if (known.powers.length === 0 && at !== null)
    return [
      evidence(
        'could',
        known.incomplete ? 'nothing that is listed' : 'only read',
        listed(known.namespaces),
        at,
        RULE,
      ),
    ];
  return known.powers.map((power) => evidence('could', powerText(power), WHERE, at, RULE));
}
