/** Whom to call, in words. A contact is the plan's text: nothing here asks it, and few of them are links. */

import type { Contact } from '../posture.ts';

export const NO_CONTACT = 'no contact in the plan';

/** e.g. `Ada Byron, +1 555 0100`; says so where the plan has nobody, or no way to reach them. */
export function contactText(person: Contact | null): string {
  return person === null ? NO_CONTACT : `${person.name}, ${person.contact ?? NO_CONTACT}`;
}
