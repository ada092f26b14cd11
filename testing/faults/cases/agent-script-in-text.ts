import { never } from '../expect.ts';
import { hostile } from '../hostile.ts';

export const fault = hostile(
  'script-in-text',
  'puts script into what it says of itself',
  /./,
  // It may appear as text, never as an element of the page.
  never(() => [], /<img src=x onerror/, /<script>document\.title/),
);
