/** Every named saboteur. */

import { AS_BEFORE } from './named/as-before.ts';
import { OF_EXECUTION } from './named/sayings-execution.ts';
import { OF_FORM, OF_PAGES } from './named/sayings-pages.ts';
import { OF_SUBJECTS } from './named/sayings-subjects.ts';
import { OF_SIGHT } from './named/sights.ts';
import { OF_SOURCES } from './named/sources.ts';
import { OF_TIME } from './named/time.ts';
import type { Saboteur } from './saboteur.ts';

export const NAMED: readonly Saboteur[] = [
  ...OF_EXECUTION,
  ...OF_SUBJECTS,
  ...OF_PAGES,
  ...OF_FORM,
  ...OF_SIGHT,
  ...OF_SOURCES,
  ...OF_TIME,
  ...AS_BEFORE,
];
