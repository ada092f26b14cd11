/** Start of the shift: a preset or a chosen time. A plain form that works without scripts. */

import { HANDOVER_STARTS, type HandoverStart } from '../document.ts';

const START_WORDS: Readonly<Record<HandoverStart, string>> = {
  'last-close': 'last close',
  'session-open': 'session open',
  '12h': '12 h',
  '24h': '24 h',
};

interface SinceFormProps {
  /** As it was asked for. */
  asked: string | undefined;
  /** Initial value of the field: `2026-11-20T09:30`. */
  field: string;
}

export function SinceForm({ asked = 'last-close', field }: SinceFormProps) {
  return (
    <form className="handover-since" action="/handover" aria-label="From when on">
      <span className="faint">Since</span>
      {HANDOVER_STARTS.map((start) => (
        <a
          key={start}
          className="button"
          href={`/handover?from=${start}`}
          aria-current={start === asked ? 'true' : undefined}
        >
          {START_WORDS[start]}
        </a>
      ))}
      <label>
        <span className="sr-only">A time of your own, New York time</span>
        <input className="button" type="datetime-local" name="from" defaultValue={field} required />
      </label>
      <span className="faint">ET</span>
      <button className="button" type="submit">
        Show
      </button>
    </form>
  );
}
