/** What the console's credential could do, in words. */

import type { Message, Param, Params } from '../../status/message.ts';
import type { PermissionCode } from '../../status/permission.ts';
import { listed } from '../lists.ts';
import { text } from '../text.ts';
import { clockTime } from '../times.ts';

interface Words {
  value: string;
  detail: string;
}

/** `last`: what it was last known to be able to do; null: nothing. */
type Unproven = { last: Message | null };

const unknown = (why: string, { last }: Unproven): Words => ({
  value: 'unknown',
  detail: last === null ? why : `${why} · last known: ${text(last)}`,
});

/** One template per code. */
export const PERMISSION_TEXTS = {
  'reads-only': (p: { namespaces: readonly string[] }) => ({
    value: 'read-only proven',
    detail: `nothing but reading in ${listed(p.namespaces)}; Secrets not even that`,
  }),
  'could-change': (p: { could: Message }) => ({ value: 'not read-only', detail: text(p.could) }),
  'not-asked': (p: Unproven) => unknown('not asked yet', p),
  'review-off': (p: Unproven) => unknown('its review is switched off', p),
  'review-failed': (p: Unproven & { failure: Param }) => unknown(text(p.failure), p),
  'review-late': (p: Unproven & { checkedAt: number }) =>
    unknown(`last answered ${clockTime(p.checkedAt, p)}`, p),
  'review-of-nothing': (p: Unproven) => unknown('no namespace was asked about', p),
  'review-incomplete': (p: Unproven & { evaluationError: string | null }) =>
    unknown(
      `the API server calls its own answer incomplete${p.evaluationError === null ? '' : `: ${p.evaluationError}`}`,
      p,
    ),
} satisfies Readonly<Record<PermissionCode, (params: never) => Words>>;

type WordsOf = { bivariant(params: Params): Words }['bivariant'];
const WORDS: ReadonlyMap<string, WordsOf> = new Map(Object.entries(PERMISSION_TEXTS));

/** A permission as screens and reports show it. A code that this version does not know is shown as it is. */
export function permissionText({ code, params }: Message): Words {
  return WORDS.get(code)?.(params) ?? { value: code, detail: '' };
}

/** The rule of the plan that it is read by. */
export const PERMISSION_RULE =
  'The console only reads: its credential can change nothing (plan, Operations are read-only)';
