import { expect, test } from 'vitest';
import { contactLink } from './link.ts';

test.each([
  ['https://desk.example/oncall', 'https://desk.example/oncall'],
  ['mailto:ada@desk.example', 'mailto:ada@desk.example'],
  ['tel:+1-555-0100', 'tel:+1-555-0100'],
  ['http://desk.example', null],
  ['javascript:alert(1)', null],
  ['java\tscript:alert(1)', null],
  ['data:text/html,x', null],
  ['https://user:word@desk.example', null],
  ['//desk.example', null],
  ['+1 555 0100', null],
  ['#desk-oncall', null],
  ['ada@desk.example', null],
])('%s is a link to: %s', (contact, link) => expect(contactLink(contact)).toBe(link));
