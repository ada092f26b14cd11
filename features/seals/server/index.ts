/** Public server exports of seals. */
export type { Signer } from './seal-key.ts';
export * from './verdict.ts';
