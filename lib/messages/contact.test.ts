import { expect, test } from 'vitest';
import { contactText } from './contact.ts';

test.each([
  [null, 'no contact in the plan'],
  [{ name: 'Ada', contact: null }, 'Ada, no contact in the plan'],
  [{ name: 'Ada', contact: '+1 555 0100' }, 'Ada, +1 555 0100'],
])('%o is told', (person, words) => expect(contactText(person)).toBe(words));
