/** Whom to call, in words. A contact is the plan's text: nothing here asks it, and few of them are links. */

import type { Contact } from '../posture.ts';

export const NO_CONTACT = 'no contact in the plan';

/** e.g. `Ada Byron, +1 555 0100`; says so where the plan has nobody, or no way to reach them. */
export function contactText(person: Contact | null): string {
  return person === null ? NO_CONTACT : `${person.name}, ${person.contact ?? NO_CONTACT}`;
}

const LINKED = ['https:', 'mailto:', 'tel:'];

/** The address of a contact that a browser may open; null for all other text. */
export function contactLink(contact: string): string | null {
  const url = /\p{Cc}/u.test(contact) ? null : URL.parse(contact);
  const open = url !== null && LINKED.includes(url.protocol) && url.username === '' && url.password === '';
  return open ? url.href : null;
}
