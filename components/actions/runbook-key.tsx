/** R opens the runbook of the first thing to do; the link beside it does the same without scripts. */
'use client';

import { useEffect } from 'react';
import { isTyping } from '../live/typing.ts';
import { runbookAt } from '../runbook/sections.ts';

export function RunbookKey({ slug }: { slug: string | null }) {
  useEffect(() => {
    if (slug === null) return;
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'r' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      location.assign(runbookAt(slug, 'checks'));
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, [slug]);
  return null;
}
