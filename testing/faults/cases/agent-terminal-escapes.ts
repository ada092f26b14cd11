import { nowhere } from '../expect.ts';
import { hostile } from '../hostile.ts';

export const fault = hostile(
  'terminal-escapes',
  'puts terminal escapes and reversed text into what it says of itself',
  /./,
  nowhere(/\u001b|\\u001b/i, /\u202e|\\u202e/i),
);
