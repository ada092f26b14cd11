/**
 * A copy of the page as it is at one instant, as an SVG image that needs nothing from outside. State that a copy
 * would lose is written into it: animation progress, open, scrolled and filled-in elements.
 */

import { settle } from './page-styles.ts';
import { xmlText } from './xml-text.ts';

export interface PageCopy {
  /** `data:` URL of the image. */
  url: string;
  /** In CSS pixels. */
  width: number;
  height: number;
  /** Id of the posture that it shows; null if it shows none. */
  posture: string | null;
}

/** Invisible elements, and the panel about the picture, which is not part of it. */
const LEFT_OUT = 'script, link, style, meta, title, noscript, template, [data-not-in-picture]';
/** Animations are held by their own rules. Hover content is not part of the page. */
const STILL = `*,::before,::after{animation:none!important;transition:none!important}
.recharts-tooltip-wrapper,.recharts-tooltip-cursor{display:none!important}`;

/** Within one task, so that all of it is of one instant. @param css as `readStyles` gives it. */
export function copyPage(css: string): PageCopy {
  const root = document.documentElement;
  const [width, height] = [root.clientWidth, root.scrollHeight];
  const copy = new Copy(root);
  holdAnimations(copy);
  holdFields(copy);
  holdScrolled(copy);
  holdOpen(copy);
  mark(copy.of(root), 'root');
  mark(copy.of(document.querySelector(':target')), 'target');
  const styles = settle(css, (condition) => matchMedia(condition).matches);
  const page = copy.serialised(`${styles}\n${STILL}\n${copy.rules.join('\n')}`);
  // `rem` is the same in page and image.
  const size = getComputedStyle(root).fontSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" style="font-size:${size}"><foreignObject width="${width}" height="${height}">${page}</foreignObject></svg>`;
  const posture = root.querySelector<HTMLElement>('[data-posture-id]')?.dataset.postureId ?? null;
  return { url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, width, height, posture };
}

class Copy {
  readonly rules: string[] = [];
  readonly root: HTMLElement;
  readonly #twins: ReadonlyMap<Element, Element | undefined>;

  constructor(root: HTMLElement) {
    this.root = document.importNode(root, true);
    const copies = [this.root, ...this.root.querySelectorAll('*')];
    this.#twins = new Map([root, ...root.querySelectorAll('*')].map((element, i) => [element, copies[i]]));
  }

  /** The copy of each element of the page. */
  of(element: Element | null): Element | null {
    return element === null ? null : (this.#twins.get(element) ?? null);
  }

  /** A rule for one element alone, above all others. @param part what comes after its selector, as `::after`. */
  rule(element: Element, part: string, declarations: readonly (readonly [string, string])[]): void {
    const twin = this.of(element);
    if (twin === null) return;
    if (!twin.hasAttribute('data-held')) twin.setAttribute('data-held', String(this.rules.length));
    const held = twin.getAttribute('data-held');
    const body = declarations.map(([name, value]) => `${name}:${value}!important`).join(';');
    this.rules.push(`[data-held="${held}"]${part}{${body}}`);
  }

  serialised(css: string): string {
    for (const element of this.root.querySelectorAll(LEFT_OUT)) element.remove();
    const style = document.createElement('style');
    style.textContent = css;
    this.root.prepend(style);
    return xmlText(new XMLSerializer().serializeToString(this.root));
  }
}

function mark(element: Element | null, state: string): void {
  element?.setAttribute(`data-is-${state}`, '');
}

/** Restarted in the copy, the animations that freeze a page would show it live. */
function holdAnimations(copy: Copy): void {
  for (const { effect } of document.getAnimations()) {
    if (!(effect instanceof KeyframeEffect) || effect.target === null) continue;
    const style = getComputedStyle(effect.target, effect.pseudoElement);
    const names = new Set(
      effect
        .getKeyframes()
        .flatMap((frame) => Object.keys(frame))
        .map(cssName),
    );
    const declarations = [...names].flatMap((name) => {
      const value = style.getPropertyValue(name);
      return value === '' ? [] : [[name, value] as const];
    });
    copy.rule(effect.target, effect.pseudoElement ?? '', declarations);
  }
}

/** `transformOrigin` of a keyframe as a style sheet has it. */
function cssName(name: string): string {
  return name.startsWith('--') ? name : name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

function holdFields(copy: Copy): void {
  for (const field of document.querySelectorAll('input, textarea, select')) {
    const twin = copy.of(field);
    if (field instanceof HTMLInputElement) {
      twin?.setAttribute('value', field.value);
      twin?.toggleAttribute('checked', field.checked);
    } else if (field instanceof HTMLTextAreaElement && twin !== null) twin.textContent = field.value;
    else if (field instanceof HTMLSelectElement)
      for (const option of field.options) copy.of(option)?.toggleAttribute('selected', option.selected);
  }
}

/** An image does not scroll: what was scrolled within the page is moved instead. */
function holdScrolled(copy: Copy): void {
  for (const element of document.body.querySelectorAll('*'))
    if (element.scrollLeft !== 0 || element.scrollTop !== 0)
      copy.rule(element, '>*', [['translate', `${-element.scrollLeft}px ${-element.scrollTop}px`]]);
}

/** Open overlays keep their place, on top and outside of clipping elements. */
function holdOpen(copy: Copy): void {
  for (const element of document.querySelectorAll(':popover-open')) {
    const { left, top, width, height } = element.getBoundingClientRect();
    copy.rule(element, '', [
      ['position', 'absolute'],
      ['position-area', 'none'],
      ['inset', `${top + scrollY}px auto auto ${left + scrollX}px`],
      ['width', `${width}px`],
      ['height', `${height}px`],
      ['max-width', 'none'],
      ['max-height', 'none'],
      ['margin', '0'],
      // Whole pixels in an image can make what just fits scroll, and a scroll bar makes lines longer.
      ...(element.scrollHeight > element.clientHeight ? [] : [['overflow', 'hidden'] as const]),
      ['z-index', '2147483647'],
    ]);
    const twin = copy.of(element);
    mark(twin, 'popover-open');
    const body = copy.of(document.body);
    if (twin !== null && body !== null) body.append(withAncestors(twin, body));
  }
}

/** Ancestors without boxes: what it inherits and which rules hold for it stays, and nothing clips or moves it. */
function withAncestors(element: Element, body: Element): Element {
  const shells: Element[] = [];
  for (let above = element.parentElement; above !== null && above !== body; above = above.parentElement) {
    const shell = document.importNode(above, false);
    shell.removeAttribute('data-held');
    shell.setAttribute('style', 'display:contents!important');
    shells.push(shell);
  }
  return shells.reduce((inner, shell) => {
    shell.append(inner);
    return shell;
  }, element);
}
