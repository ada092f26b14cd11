/** One button and one key for a picture of the page, as a file, on the clipboard, and with the words for the ticket. */
'use client';

import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import { useStill, useStore } from '#components/live/context.ts';
import { isTyping } from '#components/live/typing.ts';
import type { Taken } from './take.ts';
import type { Shown } from './ticket.ts';
import { type Copied, type Outcome, TicketPanel } from './ticket-panel.tsx';

/** The drawing code is large and loads after the page, early enough to be there if the console goes. */
const READ_AHEAD_MS = 3_000;
const KEY = 's';

export function Screenshot({ subject }: { subject: string | undefined }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const look = useLook(subject);
  const busy = useRef(false);
  const take = useCallback(() => {
    // One at a time: a second one would draw over the clipboard of the first.
    if (busy.current) return;
    busy.current = true;
    setOutcome({ state: 'taking' });
    void takeAndCopy(look, setOutcome).finally(() => {
      busy.current = false;
    });
  }, [look]);
  useReadAhead();
  useKey(take);
  return (
    <>
      <button
        type="button"
        className="button screenshot-button"
        onClick={take}
        aria-label="Picture for the ticket"
        aria-keyshortcuts={KEY}
        title="Picture for the ticket (S)"
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
          <path
            d="M1.6 4.2h2.6l1-1.6h3.6l1 1.6h2.6v7.2H1.6z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinejoin="round"
          />
          <circle cx="7" cy="7.6" r="2" fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
      </button>
      {outcome !== null && <TicketPanel outcome={outcome} close={() => setOutcome(null)} />}
    </>
  );
}

/** Content of the page at the time of the call. */
function useLook(subject: string | undefined): () => Shown {
  const store = useStore();
  const still = useStill();
  return useCallback(() => {
    const { posture, tick } = store.now();
    const tense = still ? 'past' : isFrozen() ? 'frozen' : 'live';
    return { posture, now: tick.now, tense, subject, origin: location.origin };
  }, [store, still, subject]);
}

/** By what is seen: the style sheet freezes a page without scripts. */
function isFrozen(): boolean {
  const strip = document.querySelector('.frozen-strip');
  return strip === null || getComputedStyle(strip).opacity !== '0';
}

function useReadAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void readAhead(), READ_AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** A failed request is repeated with the next picture. */
async function readAhead(): Promise<void> {
  try {
    await (await import('./take.ts')).readAhead();
  } catch {
    // The picture will say so.
  }
}

function useKey(take: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
      if (event.key.toLowerCase() === KEY && !isTyping(event.target)) take();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [take]);
}

/** The clipboard is asked at once, while the press still counts as the reader's own; it waits for the picture. */
async function takeAndCopy(look: () => Shown, tell: Dispatch<SetStateAction<Outcome | null>>): Promise<void> {
  const taking = import('./take.ts').then(({ takePicture }) => takePicture(look));
  const copying = copyImage(taking.then(({ png }) => png));
  try {
    const taken = await taking;
    save(taken);
    // A browser may ask its reader first: meanwhile the picture is there, and its panel can be closed.
    tell({ state: 'taken', taken, copied: 'asked' });
    const copied = await copying;
    tell((shown) => (shown === null ? null : { state: 'taken', taken, copied }));
  } catch (error) {
    tell({ state: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
}

/** Never rejects. */
async function copyImage(png: Promise<Blob>): Promise<Copied> {
  if (!isSecureContext) return { why: 'browsers give the clipboard to pages on https or localhost only' };
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return 'copied';
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

function save({ png, name }: Taken): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(png);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
