import { nowhere } from '../expect.ts';
import { hostile } from '../hostile.ts';

export const fault = hostile(
  'secret-in-text',
  'puts tokens and passwords into what it says of itself',
  /./,
  nowhere(/practice-token-4f1d9c/, /PRACTICEKEY12345/, /hunter2/),
);
