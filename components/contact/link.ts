/** Which contacts of the plan a browser may open. */

const LINKED = ['https:', 'mailto:', 'tel:'];

/** The address of a contact that a browser may open; null for all other text. */
export function contactLink(contact: string): string | null {
  const url = /\p{Cc}/u.test(contact) ? null : URL.parse(contact);
  const open = url !== null && LINKED.includes(url.protocol) && url.username === '' && url.password === '';
  return open ? url.href : null;
}
