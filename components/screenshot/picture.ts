/** The page that is open as pixels, and the lines below it. In the browser only. */
import { snapdom } from '@zumer/snapdom';
import { wrap } from './wrap.ts';

/** Device pixels for each of CSS. */
const SCALE = 2;
/** Browsers draw nothing at all onto a canvas that is longer than this. */
const LONGEST_SIDE = 16_000;
const FOOTER = { font: 12, line: 19, pad: 14 };
/** What stands on a page and is no part of it: the panel that tells of the picture. */
const LEFT_OUT = '[data-not-in-picture]';
const PAINTS = ['fill', 'stroke', 'stop-color'] as const;

/**
 * The whole page at 2×, opaque, with room below for `lines` of a footer; smaller where it would be too long to be drawn.
 * @throws Error where it could not be drawn in full.
 */
export async function drawPage(): Promise<HTMLCanvasElement> {
  const root = document.documentElement;
  const scale = Math.min(SCALE, LONGEST_SIDE / root.scrollHeight);
  const drawn = await snapdom(root, {
    scale,
    dpr: 1,
    embedFonts: true,
    backgroundColor: colour('--bg'),
    // A rule in code, so that no picture is made of what an earlier one has kept.
    exclude: (element) => element.matches(LEFT_OUT),
    excludeMode: 'remove',
    plugins: [{ name: 'paints', afterClone: ({ clone }) => resolvePaints(clone ?? null) }],
  });
  const canvas = await drawn.toCanvas();
  if (canvas.width < root.clientWidth * scale * 0.99 || canvas.height < root.clientHeight * scale * 0.99)
    throw new Error(`only ${canvas.width} × ${canvas.height} pixels of the page could be drawn`);
  return canvas;
}

/** What is not drawn by itself, as the hatching of charts, would lose the colours that the theme gives it by name. */
function resolvePaints(clone: Element | null): void {
  for (const element of clone?.querySelectorAll('defs *') ?? [])
    for (const paint of PAINTS) {
      const name = /^var\((--[a-z0-9-]+)\)$/.exec(element.getAttribute(paint) ?? '')?.[1];
      if (name !== undefined) element.setAttribute(paint, colour(name));
    }
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

/** A new canvas: the page, a rule, and the lines below it, wrapped to its width. */
export function withFooter(page: HTMLCanvasElement, lines: readonly string[]): HTMLCanvasElement {
  const scale = page.width / document.documentElement.clientWidth;
  const { font, line, pad } = FOOTER;
  const face = `${font * scale}px ${getComputedStyle(document.body).fontFamily}`;
  const room = page.width - 2 * pad * scale;
  const canvas = document.createElement('canvas');
  const measure = contextOf(canvas);
  measure.font = face;
  const wrapped = lines.flatMap((text) => wrap(text, (part) => measure.measureText(part).width <= room));
  canvas.width = page.width;
  canvas.height = page.height + Math.round((wrapped.length * line + 2 * pad) * scale);
  const to = contextOf(canvas);
  to.fillStyle = colour('--bg');
  to.fillRect(0, 0, canvas.width, canvas.height);
  to.drawImage(page, 0, 0);
  to.fillStyle = colour('--line2');
  to.fillRect(0, page.height, canvas.width, scale);
  to.font = face;
  to.textBaseline = 'top';
  to.fillStyle = colour('--ink2');
  for (const [i, text] of wrapped.entries())
    to.fillText(text, pad * scale, page.height + (pad + i * line) * scale);
  return canvas;
}

/** The decoded RGBA, row by row. Opaque, so that the file gives back the same bytes. */
export function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray<ArrayBuffer> {
  return contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height).data;
}

/** @throws Error where the browser cannot encode it. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the browser could not encode the picture');
  return new Uint8Array(await blob.arrayBuffer());
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the browser draws no pictures');
  return context;
}
