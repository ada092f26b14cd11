/** A picture of the page for a ticket: drawn, given its footer, sealed where the console can be asked, and as a file. */

import { SEAL_KEYWORD, withPngText } from '#features/seals/index.ts';
import { copyPage, type PageCopy } from './page-copy.ts';
import { readStyles } from './page-styles.ts';
import { drawPage, pixelsOf, pngOf, withOtherFooter } from './picture.ts';
import { askForSeal, hashOfPixels } from './sealing.ts';
import { footerLines, pictureName, type SealState, type Shown, ticketMarkdown } from './ticket.ts';

export interface Taken {
  name: string;
  png: Blob;
  markdown: string;
  sealed: SealState;
}

type Png = Uint8Array<ArrayBuffer>;

/** A posture that has just come is on the page with its next frame. */
const ATTEMPTS = 3;
const SEALED =
  'sealed: the code is in the file and in the text for the ticket; mission-control verify checks it';
const OF_THE_PAST = { why: 'it shows a moment of the past' };

/** All that a picture needs, read while the console is there. */
export async function readAhead(): Promise<void> {
  await readStyles();
}

/** @param look what the page shows now. @throws Error where no picture could be made. */
export async function takePicture(look: () => Shown): Promise<Taken> {
  const styles = await readStyles();
  await document.fonts.ready;
  const { copy, shown } = await copyShown(look, styles);
  const name = pictureName(shown);
  const { bytes, sealed } = await sealedPicture(copy, shown);
  const file = 'seal' in sealed ? withPngText(bytes, SEAL_KEYWORD, sealed.seal.code) : bytes;
  const png = new Blob([file], { type: 'image/png' });
  return { name, png, sealed, markdown: ticketMarkdown(shown, name, sealed) };
}

/** The page and what is known of it, both of one instant. */
async function copyShown(look: () => Shown, styles: string): Promise<{ copy: PageCopy; shown: Shown }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const shown = look();
    const copy = copyPage(styles);
    if (copy.posture === shown.posture.id) return { copy, shown };
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  throw new Error('the page does not show the posture that it has');
}

/**
 * The footer is part of the sealed pixels, so it is drawn before the answer and drawn again after a refusal. A page
 * of the past was not shown by a console just now, so it is not sealed.
 */
async function sealedPicture(copy: PageCopy, shown: Shown): Promise<{ bytes: Png; sealed: SealState }> {
  const past = shown.tense === 'past';
  const words = past ? unsealed(OF_THE_PAST) : SEALED;
  const picture = await drawPage(copy, (scale) => footerLines(shown, words, scale));
  const pixels = pixelsOf(picture);
  if (past) return { bytes: await pngOf(picture), sealed: OF_THE_PAST };
  // Both take their time, and not the same thread's: most pictures are sealed.
  const [sealed, bytes] = await Promise.all([sealFor(shown, pixels), pngOf(picture)]);
  if ('seal' in sealed) return { bytes, sealed };
  const lines = footerLines(shown, unsealed(sealed), picture.scale);
  return { bytes: await pngOf(withOtherFooter(picture, lines)), sealed };
}

async function sealFor({ posture }: Shown, pixels: Uint8ClampedArray<ArrayBuffer>): Promise<SealState> {
  return askForSeal(posture.id, await hashOfPixels(pixels));
}

function unsealed({ why }: { why: string }): string {
  return `not sealed: ${why}`;
}
