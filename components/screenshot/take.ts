/** A picture of the page for a ticket: drawn, given its footer, sealed where the console can be asked, and as a file. */
import { withPngText } from '#lib/wire/png-text.ts';
import { SEAL_KEYWORD } from '#lib/wire/seal.ts';
import { drawPage, pixelsOf, pngOf, withFooter } from './picture.ts';
import { askForSeal, hashOfPixels } from './sealing.ts';
import { footerLines, pictureName, type SealState, type Shown, ticketMarkdown } from './ticket.ts';

export interface Taken {
  name: string;
  png: Blob;
  markdown: string;
  sealed: SealState;
}

/** A page can change while it is drawn: then what its footer says would not be what it shows. */
const ATTEMPTS = 3;
const SEALED =
  'sealed: the code is in the file and in the text for the ticket; mission-control verify checks it';

/** @param look what the page shows now. @throws Error where no picture could be made. */
export async function takePicture(look: () => Shown): Promise<Taken> {
  await document.fonts.ready;
  const { page, shown } = await drawStill(look);
  const name = pictureName(shown);
  const { canvas, sealed } = await seal(page, shown);
  const bytes = await pngOf(canvas);
  const file = 'seal' in sealed ? withPngText(bytes, SEAL_KEYWORD, sealed.seal.code) : bytes;
  const png = new Blob([file], { type: 'image/png' });
  return { name, png, sealed, markdown: ticketMarkdown(shown, name, sealed) };
}

async function drawStill(look: () => Shown): Promise<{ page: HTMLCanvasElement; shown: Shown }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const shown = look();
    const page = await drawPage();
    const after = look();
    if (after.posture.id === shown.posture.id && after.tense === shown.tense) return { page, shown };
  }
  throw new Error('the page changed each time while it was drawn');
}

/** The footer is part of what is sealed. A moment of the past was not shown by a console just now: it is not sealed. */
async function seal(
  page: HTMLCanvasElement,
  shown: Shown,
): Promise<{ canvas: HTMLCanvasElement; sealed: SealState }> {
  const sealed = withFooter(page, footerLines(shown, SEALED));
  const state: SealState =
    shown.tense === 'past'
      ? { why: 'it shows a moment of the past' }
      : await askForSeal(shown.posture.id, await hashOfPixels(pixelsOf(sealed)));
  if ('seal' in state) return { canvas: sealed, sealed: state };
  return { canvas: withFooter(page, footerLines(shown, `not sealed: ${state.why}`)), sealed: state };
}
