/** The journal as a source: if current postures are being kept is worth knowing now. */

import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Journal } from './journal.ts';

export function journalStatus(journal: Pick<Journal, 'state' | 'setAside'>, now: number): Fact {
  const held = journal.state();
  const setAside = journal.setAside();
  const failing = held.state === 'failing' ? held : null;
  const aside = setAside === null ? null : say('cause-set-aside', { file: setAside.split('/').at(-1) ?? '' });
  return {
    subject: 'journal/disk',
    kind: 'source-status',
    source: 'journal',
    observedAt: now,
    value: {
      label: 'Journal on disk',
      state: failing === null ? 'seen' : 'blind',
      scope: 'cluster',
      cause: failing === null ? aside : say('quoted', { words: failing.why }),
      lastSeenAt: held.writtenAt,
      syncedAt: null,
      lastEventAt: null,
      unreadable: 0,
      blindSince: failing?.since ?? null,
      restarts: 0,
      count: 0,
    },
  };
}
