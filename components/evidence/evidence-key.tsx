/** A title that opens what its verdict rests on: by a click, by Enter, without a script; Escape closes it. */

import { EasternTime } from '#components/age/eastern-time.tsx';
import type { Evidence } from '#lib/status/status.ts';

/** More than this is for the API, not for a glance. */
const SHOWN = 8;

interface EvidenceKeyProps {
  /** Unique on the page, e.g. `proof-modes`. */
  id: string;
  title: string;
  evidence: readonly Evidence[];
  className?: string;
}

export function EvidenceKey({ id, title, evidence, className = '' }: EvidenceKeyProps) {
  const box = `evidence-${id}`;
  const more = evidence.length - SHOWN;
  return (
    <>
      <button type="button" className={`evidence-key ${className}`} popoverTarget={box}>
        {title}
        <span className="spoken">: evidence</span>
      </button>
      <div id={box} popover="auto" className="evidence-box" role="dialog" aria-label={`Evidence: ${title}`}>
        <b>{title}</b>
        {evidence.length === 0 && <p className="faint">Nothing was seen that it could rest on.</p>}
        <ul>
          {evidence.slice(0, SHOWN).map((e) => (
            <li key={`${e.path} ${e.subject} ${e.value}`}>
              {e.path} <b className="machine">{e.value}</b>
              <span className="faint">
                {e.subject}
                {e.at !== null && (
                  <>
                    , seen <EasternTime at={e.at} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
        {more > 0 && <p className="faint">and {more} more at /api/v1/posture</p>}
        {evidence[0] !== undefined && <p className="faint">Rule: {evidence[0].source}</p>}
      </div>
    </>
  );
}
