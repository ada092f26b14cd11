/** Asks for the console's own permissions at start and each hour, in each namespace that the plan names. */

import { cleanText } from '#lib/contracts/redact.ts';
import type { PermissionsValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { TransportError } from '../http/transport-error.ts';
import { ApiError } from './api-status.ts';
import { failureCause } from './failure-reason.ts';
import { pause } from './pause.ts';
import { joinPermissions, permissionsOf, type RulesReview, rulesReviewSchema } from './permissions.ts';
import type { SourceContext } from './source-context.ts';
import type { ReviewTransport } from './transport.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_PERMISSIONS = 40;
const MAX_ERROR = 200;
const CREATED = 201;
/** Each credential has a default namespace, and permissions granted by mistake are often there. */
const ALWAYS = 'default';

const NEVER: PermissionsValue = {
  review: 'asked',
  checkedAt: null,
  failure: null,
  namespaces: [],
  incomplete: false,
  evaluationError: null,
  powers: [],
  morePowers: 0,
};

export interface ReviewContext extends Omit<SourceContext, 'agreement'> {
  reviews: ReviewTransport;
}

/** Runs until the context's signal is aborted. Never rejects. */
export async function reviewPermissions(
  context: ReviewContext,
  plan: Plan,
  board: PermissionBoard,
): Promise<void> {
  const { signal, timings } = context;
  const namespaces = namespacesOf(plan);
  while (!signal.aborted) {
    const answered = await attempt(context, namespaces, board);
    await pause(answered ? timings.reviewEvery : timings.reviewRetry, signal);
  }
}

/** The last published fact, kept over a change of the plan. */
export class PermissionBoard {
  #value = NEVER;

  get value(): PermissionsValue {
    return this.#value;
  }

  put(context: Pick<SourceContext, 'clock' | 'say'>, value: PermissionsValue): void {
    this.#value = value;
    const observedAt = context.clock.now();
    context.say([{ subject: 'permissions', kind: 'permissions', value, observedAt, source: 'permissions' }]);
  }
}

/** That the review is switched off is published once: it is known, and it proves nothing. */
export function sayReviewIsOff(context: Pick<SourceContext, 'clock' | 'say'>, board: PermissionBoard): void {
  board.put(context, { ...NEVER, review: 'off' });
}

/** Every namespace that the plan reads in, and the default namespace of a credential. */
function namespacesOf({ mesh, safety }: Plan): string[] {
  const { scope } = safety.executors;
  const maps = [...safety.haltSwitches, ...safety.thresholds].map(({ namespace }) => namespace);
  return [...new Set([...mesh.namespaces, ...(scope === 'cluster' ? [] : scope), ...maps, ALWAYS])];
}

async function attempt(
  context: ReviewContext,
  namespaces: readonly string[],
  board: PermissionBoard,
): Promise<boolean> {
  const { clock, signal, log } = context;
  const checkedAt = clock.now();
  try {
    const reviews: { namespace: string; review: RulesReview }[] = [];
    for (const namespace of namespaces) reviews.push({ namespace, review: await ask(context, namespace) });
    if (!signal.aborted) board.put(context, summaryOf(reviews, checkedAt));
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    const failure = failureCause(error);
    const before = board.value.failure;
    if (before === null || text(before) !== text(failure))
      log.warn({ why: text(failure) }, 'own permissions could not be asked for');
    board.put(context, { ...board.value, review: 'asked', failure });
    return false;
  }
}

async function ask({ reviews, timings, signal }: ReviewContext, namespace: string): Promise<RulesReview> {
  const limits = { timeoutMs: timings.listTimeout, maxBytes: MAX_BYTES, signal };
  const { status, body } = await reviews.review(namespace, limits);
  if (status !== CREATED) throw new ApiError(status, body);
  const parsed = rulesReviewSchema.safeParse(parseJson(body)).data;
  if (!parsed) throw new TransportError('other', say('cause-not-review'));
  return parsed;
}

function summaryOf(
  reviews: readonly { namespace: string; review: RulesReview }[],
  checkedAt: number,
): PermissionsValue {
  const powers = joinPermissions(
    reviews.map(({ namespace, review }) => ({ namespace, powers: permissionsOf(review) })),
  );
  const errors = reviews.flatMap(({ review }) => review.status.evaluationError || []);
  return {
    ...NEVER,
    checkedAt,
    namespaces: reviews.map(({ namespace }) => namespace),
    incomplete: reviews.some(({ review }) => review.status.incomplete),
    evaluationError: errors.length === 0 ? null : cleanText([...new Set(errors)].join('; '), MAX_ERROR),
    powers: powers.slice(0, MAX_PERMISSIONS),
    morePowers: Math.max(0, powers.length - MAX_PERMISSIONS),
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
