import { hostile } from '../hostile.ts';

export const fault = hostile(
  'nul-and-surrogates',
  'answers with NUL, half surrogates and invisible characters',
  /./,
);
