/** What may be wider than its place scrolls there and never moves the page; the keyboard scrolls it too (WCAG 2.1.1). */

import type { ReactNode } from 'react';

interface ScrolledProps {
  /** What it holds, for who does not see it. */
  label: string;
  testId?: string;
  children: ReactNode;
}

export function Scrolled({ label, testId, children }: ScrolledProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody can scroll by keyboard
    <section className="overflow-x-auto" aria-label={label} tabIndex={0} data-testid={testId}>
      {children}
    </section>
  );
}
