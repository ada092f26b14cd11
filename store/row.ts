/**
 * A row of the journal's own tables, read field by field; a field of another type than the table declares means a
 * damaged file. No schema library: the thread would hold a second copy of it, of several MiB.
 */

import type { SQLOutputValue } from 'node:sqlite';

export class Row {
  readonly #fields: Readonly<Record<string, SQLOutputValue>>;

  constructor(fields: Readonly<Record<string, SQLOutputValue>>) {
    this.#fields = fields;
  }

  /** @throws Error if the field is of another type, as all of these do. */
  number(name: string): number {
    const value = this.#fields[name];
    return typeof value === 'number' ? value : this.#refuse(name);
  }

  numberOrNull(name: string): number | null {
    return this.#fields[name] === null ? null : this.number(name);
  }

  text(name: string): string {
    const value = this.#fields[name];
    return typeof value === 'string' ? value : this.#refuse(name);
  }

  bytes(name: string): Uint8Array {
    const value = this.#fields[name];
    return value instanceof Uint8Array ? value : this.#refuse(name);
  }

  #refuse(name: string): never {
    throw new Error(`the database disk image is malformed: ${name} is of another type`);
  }
}
