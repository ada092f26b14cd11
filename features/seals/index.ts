/** What other features may use of seals. */
export * from './document.ts';
export * from './model/png-text.ts';
