/** One line of a hand-over: how it stands or when it was, what it is, and for how long. */

import type { ReactNode } from 'react';

interface HandedRowProps {
  id: string;
  mark: ReactNode;
  aside?: ReactNode;
  /** A word for programs: how it stands. */
  state?: string;
  children: ReactNode;
}

export function HandedRow({ id, mark, aside, state, children }: HandedRowProps) {
  return (
    <li className="handover-line" data-testid={`handover-${id}`} data-state={state}>
      <span className="handover-mark">{mark}</span>
      <span className="handover-what">{children}</span>
      {aside !== undefined && <span className="handover-aside">{aside}</span>}
    </li>
  );
}

/** Secondary text of a line. */
export function Why({ children }: { children: ReactNode }) {
  return <span className="handover-why"> {children}</span>;
}
