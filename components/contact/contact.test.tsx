import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Contact } from './contact.tsx';

const GAP = '<span class="gap">no contact in the plan</span>';

test.each([
  ['nobody', null, GAP],
  ['no contact', null, `Ada, ${GAP}`],
  ['a channel', '#desk', 'Ada, <span class="machine">#desk</span>'],
  [
    'a number to call',
    'tel:+15550100',
    'Ada, <a class="machine" href="tel:+15550100" rel="noopener noreferrer">tel:+15550100</a>',
  ],
  ['a script', 'javascript:alert(1)', 'Ada, <span class="machine">javascript:alert(1)</span>'],
  ['markup', '<b>#desk</b>', 'Ada, <span class="machine">&lt;b&gt;#desk&lt;/b&gt;</span>'],
])('%s', (what, contact, html) => {
  const person = what === 'nobody' ? null : { name: 'Ada', contact };
  expect(renderToStaticMarkup(<Contact person={person} />)).toBe(html);
});
