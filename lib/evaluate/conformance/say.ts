/** The messages of conformance, and their English: the catalogue's, and those that stand in no posture. */

import { CATALOGUE } from '../../messages/catalogue.ts';
import { sayer } from '../../messages/say.ts';
import { renderer } from '../../messages/text.ts';
import { conformanceMessages } from './messages.ts';

const TABLE = { ...CATALOGUE, ...conformanceMessages };

export const say = sayer<typeof TABLE>();
export const text = renderer(TABLE);
