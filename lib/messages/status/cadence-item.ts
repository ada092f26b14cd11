/** What is said of an item of the ops cadence. */

import type { Params } from '../../status/message.ts';
import { text } from '../text.ts';

/** What was seen, where and when; or why nothing was. Empty while it is still to come. */
export function cadenceItemText({
  code,
  params,
}: {
  readonly code: string;
  readonly params: Params;
}): string {
  return text({ code: `cadence-${code}`, params });
}
