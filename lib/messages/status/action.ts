/** What is said of something to do: what it is, why, and how to answer it. */

import type { Message } from '../../status/message.ts';
import { text } from '../text.ts';

interface Told {
  readonly title: Message;
  readonly detail: Message;
  readonly response: Message | null;
}

export function actionText({ title, detail, response }: Told): {
  title: string;
  detail: string;
  response: string | null;
} {
  return {
    title: text(title),
    detail: text(detail),
    response: response === null ? null : text(response),
  };
}
