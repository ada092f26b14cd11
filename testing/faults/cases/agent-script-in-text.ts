import { never } from '../expect.ts';
import { hostile } from '../hostile.ts';

export const fault = hostile(
  'script-in-text',
  'puts script into what it says of itself',
  /./,
  // As text it may be told; as an element of the page it must not be.
  never(() => [], /<img src=x onerror/, /<script>document\.title/),
);
