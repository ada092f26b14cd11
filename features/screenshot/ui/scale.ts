/** Scale of a picture. */

import { MOST_PIXELS } from '#features/seals/index.ts';

/** Device pixels for each of CSS. */
export const FULL_SCALE = 2;
/** Chromium draws nothing at all onto a canvas with a side above 16,384. */
const LONGEST_SIDE = 16_000;
/** Maximum height below the page, in CSS pixels. */
const FOOTER_ROOM = 200;

/** 2, or what a page of that size, in CSS pixels, can be drawn at, its footer with it. */
export function scaleFor(width: number, height: number): number {
  const tall = height + FOOTER_ROOM;
  return Math.min(
    FULL_SCALE,
    LONGEST_SIDE / width,
    LONGEST_SIDE / tall,
    Math.sqrt(MOST_PIXELS / (width * tall)),
  );
}
