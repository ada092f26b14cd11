/** Somebody to call, by the plan. A contact is text; it is a link where a browser opens it as a call, a mail or a page. */

import { NO_CONTACT } from '#lib/messages/contact.ts';
import type { Contact as Person } from '#lib/posture.ts';
import { contactLink } from './link.ts';

export function Contact({ person }: { person: Person | null }) {
  if (person === null) return <Gap />;
  const { name, contact } = person;
  return (
    <>
      {name}, {contact === null ? <Gap /> : <Reach contact={contact} />}
    </>
  );
}

function Reach({ contact }: { contact: string }) {
  const link = contactLink(contact);
  return link === null ? (
    <span className="machine">{contact}</span>
  ) : (
    <a className="machine" href={link} rel="noopener noreferrer">
      {contact}
    </a>
  );
}

function Gap() {
  return <span className="gap">{NO_CONTACT}</span>;
}
