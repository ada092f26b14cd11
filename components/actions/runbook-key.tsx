'use client';
/** R opens the runbook of the first thing to do; the link beside it does the same without scripts. */
import { useEffect } from 'react';

export function RunbookKey({ slug }: { slug: string | null }) {
  useEffect(() => {
    if (slug === null) return;
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'r' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select') !== null) return;
      location.assign(`/runbooks/${slug}`);
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, [slug]);
  return null;
}
