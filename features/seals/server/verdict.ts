/** Verdict on a picture by its seal. It never exceeds the signed content; anything uncertain is unknown. */

import type { KeyObject } from 'node:crypto';
import type { Witness } from './journal-witness.ts';
import type { Picture } from './picture.ts';
import { parseSeal, type SealPayload } from './seal-code.ts';

export type PictureVerdict = 'unaltered' | 'altered' | 'unknown';

export interface Told {
  verdict: PictureVerdict;
  /** Why, in one sentence. */
  why: string;
  /** The signed content; null if no signature could be checked. */
  sealed: SealPayload | null;
}

/** Where the answers come from. */
export interface Witnesses {
  /** The public key of that id; words if there is none. */
  key(id: string): KeyObject | { why: string };
  journal(sealed: SealPayload): Witness;
}

/** @param given a seal from outside of the picture; it stands above the one within. */
export function verifyPicture(picture: Picture, given: string | null, witnesses: Witnesses): Told {
  if (!picture.ok) return unknown(`the picture: ${picture.why}`);
  const text = given ?? picture.seal;
  if (text === null) return unknown('it carries no seal; one from its ticket can be given with --seal');
  const seal = parseSeal(text);
  if (seal === null) return unknown('its seal is damaged, or of a later version');
  const key = witnesses.key(seal.payload.key);
  if ('why' in key) return unknown(key.why);
  if (!seal.signedBy(key)) return unknown('its seal was not made with that key, or was changed since');
  const sealed = seal.payload;
  if (sealed.pixels !== picture.pixels)
    return { verdict: 'altered', why: 'its pixels are not those that were sealed', sealed };
  return { ...compared(witnesses.journal(sealed)), sealed };
}

/** The pixels are those that were sealed; whether the posture is what the journal has. */
function compared({ tells, words }: Witness): Omit<Told, 'sealed'> {
  if (tells === 'held' || tells === 'none')
    return { verdict: 'unaltered', why: `its pixels are those that were sealed; ${words}` };
  return { verdict: 'unknown', why: `its pixels are those that were sealed, but ${words}` };
}

function unknown(why: string): Told {
  return { verdict: 'unknown', why, sealed: null };
}
