/** Result of a picture: its file, its seal, and the text for the ticket. It is no part of any picture. */
'use client';

import { useEffect, useState } from 'react';
import type { Taken } from './take.ts';

/** State of the clipboard; `asked`: the browser has not answered yet. */
export type Copied = 'asked' | 'copied' | { why: string };

/** Result of the last press. */
export type Outcome =
  | { state: 'taking' }
  | { state: 'failed'; why: string }
  | { state: 'taken'; taken: Taken; copied: Copied };

export function TicketPanel({ outcome, close }: { outcome: Outcome; close: () => void }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [close]);
  return (
    <section
      className="ticket-panel"
      aria-label="Picture for the ticket"
      data-not-in-picture
      data-testid="ticket-panel"
    >
      <div role="status">
        {outcome.state === 'taking' && <p>Taking the picture…</p>}
        {outcome.state === 'failed' && <p className="ticket-wrong">No picture was taken: {outcome.why}.</p>}
        {outcome.state === 'taken' && <TakenLines taken={outcome.taken} copied={outcome.copied} />}
      </div>
      <div className="ticket-ways">
        {outcome.state === 'taken' && (
          <CopyMarkdown
            key={outcome.taken.name}
            text={outcome.taken.markdown}
            busy={outcome.copied === 'asked'}
          />
        )}
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </div>
    </section>
  );
}

function TakenLines({ taken: { name, sealed }, copied }: { taken: Taken; copied: Copied }) {
  return (
    <>
      <p>
        Saved as <b className="machine break-anywhere">{name}</b>
      </p>
      <p className={typeof copied === 'string' ? undefined : 'ticket-wrong'}>{clipboardWords(copied)}</p>
      {'seal' in sealed ? (
        <p data-testid="seal-state">
          Sealed by key <span className="machine">{sealed.seal.key}</span>.
        </p>
      ) : (
        <p className="ticket-wrong" data-testid="seal-state">
          Not sealed: {sealed.why}.
        </p>
      )}
    </>
  );
}

function clipboardWords(copied: Copied): string {
  if (typeof copied !== 'string') return `Not on the clipboard: ${copied.why}.`;
  return copied === 'copied' ? 'On the clipboard as an image.' : 'The clipboard is being asked for.';
}

/** Where the clipboard is closed to the page, the text is there to be copied by hand. `busy`: the image is on its way there, and would take its place. */
function CopyMarkdown({ text, busy }: { text: string; busy: boolean }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = () => {
    const writing = isSecureContext
      ? navigator.clipboard.writeText(text)
      : Promise.reject(new Error('refused'));
    writing.then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return (
    <>
      <button type="button" className="button" onClick={copy} disabled={busy}>
        {state === 'copied' ? 'Copied' : 'Copy text for the ticket'}
      </button>
      {state === 'refused' && (
        <textarea
          className="ticket-text machine"
          readOnly
          aria-label="Text for the ticket"
          value={text}
          rows={8}
        />
      )}
    </>
  );
}
