/**
 * A self-signed certificate for loopback. kubectl sends its token only over TLS, so an unmodified kubectl needs one;
 * Node can sign but has no call that makes a certificate, and the few bytes of DER are less than a dependency.
 */

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bits,
  boolean,
  integer,
  named,
  objectId,
  octets,
  sequence,
  setOf,
  tagged,
  utcTime,
  utf8,
} from './der.ts';

const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));
const DAY_MS = 24 * 3600 * 1000;

/** A private key and its certificate, both PEM. */
export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

/** Makes a key and a certificate for 127.0.0.1, ::1 and localhost, valid for ten years from `now`. */
export function selfSigned(now: Date): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(setOf(sequence(objectId('2.5.4.3'), utf8('practice mesh'))));
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    ECDSA_SHA256,
    name,
    sequence(utcTime(new Date(now.getTime() - DAY_MS)), utcTime(new Date(now.getTime() + 3650 * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, extensions()),
  );
  const certificate = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem(certificate),
  };
}

function extensions(): Buffer {
  const ipv6 = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  const names = sequence(
    named(7, Buffer.from([127, 0, 0, 1])),
    named(7, ipv6),
    named(2, Buffer.from('localhost')),
  );
  const keyUsage = bits(Buffer.from([0b1000_0100]), 2);
  return sequence(
    sequence(objectId('2.5.29.19'), boolean(true), octets(sequence(boolean(true)))),
    sequence(objectId('2.5.29.15'), boolean(true), octets(keyUsage)),
    sequence(objectId('2.5.29.37'), octets(sequence(objectId('1.3.6.1.5.5.7.3.1')))),
    sequence(objectId('2.5.29.17'), octets(names)),
  );
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
