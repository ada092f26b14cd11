/** What the server parts of other features may use of seals. */
export type { Signer } from './seal-key.ts';
export * from './verdict.ts';
