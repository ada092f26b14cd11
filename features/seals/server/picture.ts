/** A PNG as it will be seen: its pixels by their hash, and the seal that it carries. */

import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { MOST_PIXELS, SEAL_KEYWORD } from '../document.ts';
import { pngChunks, pngHead, pngText } from '../model/png-text.ts';

/** Larger files are not read, in bytes. */
export const LARGEST_FILE = 64 * 1024 * 1024;

export type Picture =
  | { ok: true; pixels: string; seal: string | null }
  /** Its state is unknown. `seal` may be there all the same. */
  | { ok: false; why: string };

/** Never throws. */
export function readPicture(bytes: Uint8Array): Picture {
  const head = pngHead(bytes);
  if (head === null) return { ok: false, why: 'it is neither a PNG nor a zip' };
  if (head.width * head.height > MOST_PIXELS)
    return {
      ok: false,
      why: `it says that it has ${head.width} × ${head.height} pixels, and at most ${MOST_PIXELS} are decoded`,
    };
  // Its size when inflated would not be bounded.
  if (head.interlaced) return { ok: false, why: 'it is interlaced, as no screenshot of the console is' };
  const shown = otherwiseShown(bytes);
  if (shown !== null) return { ok: false, why: shown };
  try {
    const { data } = PNG.sync.read(Buffer.from(bytes));
    const pixels = createHash('sha256').update(data).digest('hex');
    return { ok: true, pixels, seal: pngText(bytes, SEAL_KEYWORD) };
  } catch (error) {
    return {
      ok: false,
      why: `it cannot be decoded (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

/** Chunks that let a viewer show the same pixels as something else, but for the values that sRGB has (PNG, 11.3.2 and 11.3.6). */
const HARMLESS: Readonly<Record<string, string | null>> = {
  acTL: null,
  fcTL: null,
  fdAT: null,
  iCCP: null,
  cICP: null,
  gAMA: '0000b18f',
  cHRM: '00007a26000080840000fa00000080e8000075300000ea6000003a9800001770',
};

function otherwiseShown(bytes: Uint8Array): string | null {
  for (const { type, data } of pngChunks(bytes)) {
    const harmless = HARMLESS[type];
    if (harmless === undefined || harmless === Buffer.from(data).toString('hex')) continue;
    return `its ${type} chunk lets a viewer show other pictures or colours than its pixels are`;
  }
  return null;
}
