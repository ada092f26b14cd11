/** A titled part of the page. */

import type { ReactNode } from 'react';

interface PanelProps {
  id: string;
  title: string;
  /** Secondary text after the title. */
  note?: ReactNode;
  /** Without a frame of its own: for parts that are made of cards. */
  bare?: boolean;
  className?: string;
  children: ReactNode;
}

export function Panel({ id, title, note, bare = false, className = '', children }: PanelProps) {
  return (
    <section aria-labelledby={`${id}-title`} id={id} className={className}>
      <h2 className="panel-title" id={`${id}-title`}>
        {title}
        {note !== undefined && <span className="panel-note">{note}</span>}
      </h2>
      {bare ? children : <div className="panel">{children}</div>}
    </section>
  );
}
