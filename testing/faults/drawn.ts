/** Drawn frames of a tab, independent of its scripts: the compositor goes on without them. */

import type { CDPSession, Page } from '@playwright/test';
import type { Tab } from './tab.ts';

/** Where the strip that says frozen comes down, as parts of the window: to the right of its words, left of its end. */
const STRIP = { from: 0.5, to: 0.9, y: 0.08 };
const DARK = 90;

export class Drawn {
  readonly #eye: Page;
  readonly #devtools: CDPSession;
  #frame = '';

  private constructor(eye: Page, devtools: CDPSession) {
    this.#eye = eye;
    this.#devtools = devtools;
  }

  /** Begins to watch. The frames are looked at in a page of its own, whose scripts run. */
  static async of(tab: Tab): Promise<Drawn> {
    const eye = await tab.page.context().newPage();
    await tab.page.bringToFront();
    const devtools = await tab.devtools();
    const drawn = new Drawn(eye, devtools);
    devtools.on('Page.screencastFrame', ({ data, sessionId }) => {
      drawn.#frame = data;
      // The last frame may come while the browser is closed: nobody waits for its successor.
      devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
    });
    await devtools.send('Page.startScreencast', { format: 'png', maxWidth: 720, maxHeight: 450 });
    return drawn;
  }

  /** True if the strip is drawn in the latest frame: the window is light there, and the strip is dark. */
  async frozen(): Promise<boolean> {
    if (this.#frame === '') return false;
    const light = await this.#eye.evaluate(lightOf, { png: this.#frame, ...STRIP });
    return light < DARK;
  }

  async end(): Promise<void> {
    await this.#devtools.send('Page.stopScreencast');
    await this.#eye.close();
  }
}

/** The middle one of the lights along a line of a picture, 0 to 255. Runs in the page. */
async function lightOf(at: { png: string; from: number; to: number; y: number }): Promise<number> {
  const image = new Image();
  image.src = `data:image/png;base64,${at.png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0);
  const from = Math.floor(at.from * image.width);
  const width = Math.floor((at.to - at.from) * image.width);
  const data = context?.getImageData(from, Math.floor(at.y * image.height), width, 1).data ?? [];
  const lights = Array.from({ length: width }, (_, i) => data[4 * i + 1] ?? 255);
  return lights.sort((a, b) => a - b)[Math.floor(width / 2)] ?? 255;
}
