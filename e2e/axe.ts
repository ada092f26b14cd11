/** What axe finds wrong on a page. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** WCAG 2.2 A and AA, as axe tags its rules. */
export const CRITERIA = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

export interface Wanted {
  tags?: readonly string[];
  rules?: readonly string[];
  /** Selectors of what is left out. */
  except?: readonly string[];
}

/** A rule that is broken, with the places of it. */
export interface Broken {
  id: string;
  places: string[];
}

/** @throws where the page has frames: they would not be looked into. */
export async function violations(
  page: Page,
  { tags = [], rules = [], except = [] }: Wanted,
): Promise<Broken[]> {
  if (page.frames().length !== 1) throw new Error(`${page.url()} has frames`);
  // Nobody reads where all is well: to name each place costs most of the time. Without frames one call is enough: else axe
  // opens a page of its own for each result.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  for (const selector of except) axe.exclude(selector);
  if (tags.length > 0) axe.withTags([...tags]);
  else axe.withRules([...rules]);
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => ({
    id,
    places: nodes.map(({ target }) => target.join(' ')),
  }));
}
