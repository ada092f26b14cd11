/** A verdict as a shape, a word and a colour: each of the three is sufficient. */

import type { Verdict as VerdictName } from '#lib/vocabulary.ts';

const LOOK: Readonly<Record<VerdictName, { sign: string; tone: string; word: string }>> = {
  good: { sign: '●', tone: 'good', word: 'Good' },
  attention: { sign: '▲', tone: 'att', word: 'Attention' },
  bad: { sign: '■', tone: 'bad', word: 'Bad' },
  unknown: { sign: '◇', tone: 'unk', word: 'Unknown' },
  'expected-off': { sign: '○', tone: 'off', word: 'Off, expected' },
  'not-applicable': { sign: '–', tone: 'off', word: 'Not applicable' },
};

/** The sign as text, for titles. */
export function signOf(verdict: VerdictName): string {
  return LOOK[verdict].sign;
}

/** The short name of the tone that classes end in: `good`, `att`, `bad`, `unk`, `off`. */
export function toneOf(verdict: VerdictName): string {
  return LOOK[verdict].tone;
}

/** The plain word, if nothing better is at hand. */
export function wordOf(verdict: VerdictName): string {
  return LOOK[verdict].word;
}

/** The shape alone; whoever uses it has the word beside it. */
export function VerdictShape({ verdict, size = 13 }: { verdict: VerdictName; size?: number }) {
  return (
    <svg
      className="verdict-shape"
      width={size}
      height={size}
      viewBox="0 0 13 13"
      aria-hidden="true"
      focusable="false"
    >
      <Outline verdict={verdict} />
    </svg>
  );
}

function Outline({ verdict }: { verdict: VerdictName }) {
  switch (verdict) {
    case 'bad':
      return <rect x="1" y="1" width="11" height="11" rx="1.5" fill="currentColor" />;
    case 'attention':
      return <path d="M6.5 1 12.5 12H.5z" fill="currentColor" />;
    case 'good':
      return <circle cx="6.5" cy="6.5" r="4.2" fill="var(--good)" />;
    case 'expected-off':
      return <circle cx="6.5" cy="6.5" r="4.7" fill="none" stroke="currentColor" strokeWidth="1.5" />;
    case 'not-applicable':
      return <path d="M2.5 6.5h8" stroke="currentColor" strokeWidth="1.6" />;
    case 'unknown':
      return (
        <path
          d="M6.5 .8 12.2 6.5 6.5 12.2 .8 6.5z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeDasharray="2.2 1.6"
        />
      );
  }
}

/** Shape and word in the verdict's colour. `word` says it better where the posture does, e.g. `Stale`. */
export function Verdict({ verdict, word }: { verdict: VerdictName; word?: string }) {
  return (
    <span className={`verdict tone-${toneOf(verdict)}`} data-verdict={verdict}>
      <VerdictShape verdict={verdict} />
      {word ?? wordOf(verdict)}
    </span>
  );
}
