/** The page's style sheets as one text that needs nothing from outside: its picture is drawn with them. */

/** Fonts stand in style sheets by address; what is drawn as an image may load nothing. */
const FONT = /url\(([^)"']+\.woff2)\)/g;
const MEDIA = /@media([^{]+)\{/g;
/** State that an image lacks, as marks of the same specificity. */
const STATE = /(?<!\\):(root|popover-open|target)\b(?!-)/g;

let reading: Promise<string> | null = null;

/** Read once, and early: a page keeps its style sheets, and its console may be gone later. @throws Error where one cannot be read. */
export function readStyles(): Promise<string> {
  reading ??= readAll().catch((error: unknown) => {
    reading = null;
    throw error;
  });
  return reading;
}

/**
 * The same rules for a copy of the page in an image. Conditions are settled as they are now: an image has a width and a
 * colour scheme of its own. The root of an image is not the page, so `:root` is a mark, as are the other states of STATE.
 */
export function settle(css: string, matches: (condition: string) => boolean): string {
  return css
    .replaceAll(MEDIA, (_, condition: string) =>
      matches(condition.trim()) ? '@media all{' : '@media not all{',
    )
    .replaceAll(STATE, (_, state: string) => `[data-is-${state}]`);
}

async function readAll(): Promise<string> {
  const sheets = [...document.styleSheets].map(async ({ href, ownerNode }) =>
    href === null ? (ownerNode?.textContent ?? '') : withFonts(await (await got(href)).text(), href),
  );
  return (await Promise.all(sheets)).join('\n');
}

async function withFonts(css: string, href: string): Promise<string> {
  const addresses = [...new Set([...css.matchAll(FONT)].map((found) => found[1] ?? ''))];
  const fonts = await Promise.all(
    addresses.map(async (address) => {
      const response = await got(new URL(address, href).href);
      return [address, await dataUrl(await response.blob())] as const;
    }),
  );
  return fonts.reduce((text, [address, data]) => text.replaceAll(address, data), css);
}

async function got(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('a font could not be read'));
    reader.readAsDataURL(blob);
  });
}
