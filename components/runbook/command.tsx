/** A read-only command with the cluster's own names in it, and a button that copies it once all of them are known. */
'use client';

import { Fragment, useState } from 'react';
import { usePosture } from '#components/live/live.tsx';
import { commandOf, fill, namesFor, type Piece, unknownIn } from './fill.ts';

/** Result of a press of the button; reset if the command changes. */
interface Copied {
  command: string;
  worked: boolean;
}

export function Command({ command, slug }: { command: string; slug: string }) {
  const posture = usePosture();
  const [copied, setCopied] = useState<Copied | null>(null);
  const pieces = fill(command, namesFor(posture, slug));
  const ready = commandOf(pieces);
  const unknown = unknownIn(pieces);
  const copy = async (text: string) => setCopied({ command: text, worked: await toClipboard(text) });
  return (
    <div className="command">
      <pre>
        <code>
          <Pieces pieces={pieces} />
        </code>
      </pre>
      <div className="command-foot">
        <button
          type="button"
          className="button"
          disabled={ready === null}
          onClick={() => (ready === null ? undefined : void copy(ready))}
        >
          Copy
        </button>
        <span role="status">{said(copied, ready)}</span>
        {unknown.length > 0 && <span className="command-unknown">not known now: {unknown.join(', ')}</span>}
      </div>
    </div>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one command keep their places
    <Fragment key={place}>
      {piece.kind === 'text' ? (
        piece.text
      ) : piece.value === null ? (
        <mark className="name-unknown">{`{{${piece.placeholder}}}`}</mark>
      ) : (
        <mark className="name-filled" title={piece.placeholder}>
          {piece.value}
        </mark>
      )}
    </Fragment>
  ));
}

function said(copied: Copied | null, ready: string | null): string {
  if (copied === null || copied.command !== ready) return '';
  return copied.worked ? 'Copied' : 'The browser refused; select it by hand';
}

/** False if the browser does not let the page write there. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
