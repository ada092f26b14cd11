/** Copies of pages as pixels, and the lines below them. In the browser only. */

import type { PageCopy } from './page-copy.ts';
import { scaleFor } from './scale.ts';
import { wrap } from './wrap.ts';

const FOOTER = { font: 12, line: 19, above: 14, below: 14 };

/** A drawn page: the first `height` rows of its canvas; its footer is below them. */
export interface Picture {
  canvas: HTMLCanvasElement;
  /** Of the page alone, in pixels. */
  height: number;
  /** Pixels for each of CSS. */
  scale: number;
}

/**
 * The page, opaque, with a footer of `lines`.
 * @throws Error where the browser cannot draw it, or drew nothing.
 */
export async function drawPage(
  copy: PageCopy,
  lines: (scale: number) => readonly string[],
): Promise<Picture> {
  const image = new Image();
  image.src = copy.url;
  await image.decode();
  const scale = scaleFor(copy.width, copy.height);
  const [width, height] = [Math.round(copy.width * scale), Math.round(copy.height * scale)];
  const canvas = withFooter({ source: image, cut: copy, width, height, scale }, lines(scale));
  return { canvas, height, scale };
}

/** The same page with other lines below it. */
export function withOtherFooter({ canvas, height, scale }: Picture, lines: readonly string[]): Picture {
  const { width } = canvas;
  const page = { source: canvas, cut: { width, height }, width, height, scale };
  return { canvas: withFooter(page, lines), height, scale };
}

/** The decoded RGBA, row by row. Opaque, so that the file gives back the same bytes. @throws Error for an empty page. */
export function pixelsOf({ canvas, height }: Picture): Uint8ClampedArray<ArrayBuffer> {
  const { data } = contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
  const page = new Uint32Array(data.buffer, 0, canvas.width * height);
  if (page.every((pixel) => pixel === page[0])) throw new Error('the browser drew an empty page');
  return data;
}

/** @throws Error where the browser cannot encode it. */
export async function pngOf({ canvas }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the browser could not encode the picture');
  return new Uint8Array(await blob.arrayBuffer());
}

interface Page {
  source: CanvasImageSource;
  /** The page's part of the source, from the upper left, in units of the source. */
  cut: { width: number; height: number };
  width: number;
  height: number;
  scale: number;
}

function withFooter(
  { source, cut, width, height, scale }: Page,
  lines: readonly string[],
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const to = contextOf(canvas);
  const { font, line, above, below } = FOOTER;
  const side = sidePadding() * scale;
  const face = `${font * scale}px ${getComputedStyle(document.body).fontFamily}`;
  to.font = face;
  const wrapped = lines.flatMap((text) =>
    wrap(text, (part) => to.measureText(part).width <= width - 2 * side),
  );
  canvas.width = width;
  canvas.height = height + Math.round((wrapped.length * line + above + below) * scale);
  to.fillStyle = colour('--bg');
  to.fillRect(0, 0, canvas.width, canvas.height);
  to.drawImage(source, 0, 0, cut.width, cut.height, 0, 0, width, height);
  to.fillStyle = colour('--line2');
  to.fillRect(0, height, width, scale);
  to.font = face;
  to.textBaseline = 'top';
  for (const [i, text] of wrapped.entries()) {
    to.fillStyle = colour(i === 0 ? '--ink' : '--ink2');
    to.fillText(text, side, height + (above + i * line) * scale);
  }
  return canvas;
}

/** The lines begin where the page's own do. */
function sidePadding(): number {
  const content = document.querySelector('.masthead');
  return content === null ? FOOTER.above : Number.parseFloat(getComputedStyle(content).paddingLeft);
}

/** A colour of the theme as it is drawn now: by its name alone it may still be two, a light and a dark one. */
function colour(variable: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the browser draws no pictures');
  return context;
}
