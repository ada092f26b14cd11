/** Every vocabulary that the grammar speaks. */

import type { Choices } from '../random.ts';
import { QUARRY_WORDS, SHIPPED_WORDS, type Vocabulary } from './vocabulary.ts';
import { WIDE_WORDS } from './wide.ts';

export const VOCABULARIES: Choices<Vocabulary> = [QUARRY_WORDS, SHIPPED_WORDS, WIDE_WORDS];
