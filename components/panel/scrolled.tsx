/** Wide content scrolls in its place and never moves the page; the keyboard scrolls it too (WCAG 2.1.1). */

import type { ReactNode } from 'react';

interface ScrolledProps {
  /** Accessible name of its content. */
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
