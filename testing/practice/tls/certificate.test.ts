import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { selfSigned } from './certificate.ts';

test('the certificate is its own authority, for loopback, now and for years', () => {
  const { certificate } = selfSigned(new Date('2026-11-20T00:00:00Z'));
  const parsed = new X509Certificate(certificate);
  expect(parsed.ca).toBe(true);
  expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(parsed.checkIP('10.0.0.1')).toBeUndefined();
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.validFromDate.toISOString()).toBe('2026-11-19T00:00:00.000Z');
  expect(parsed.validToDate.getUTCFullYear()).toBe(2036);
});

test('two meshes never share a key', () => {
  expect(selfSigned(new Date()).key).not.toBe(selfSigned(new Date()).key);
});
