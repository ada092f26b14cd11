/** Public exports of seals. */
export * from './document.ts';
export * from './model/png-text.ts';
