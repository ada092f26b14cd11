/** One drawing of the grammar: which entry of each dimension it took, and what is claimed of what came out. */

import type { SettingsScope } from '#lib/status/scope.ts';
import type { RawObject } from '../../pipeline/raw-object.ts';
import type { Choices, Random } from '../random.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * `executor`: is told as not off. `doubt`: is never proven off. `live`, `doubt-setting`: the same two of a setting.
 * `innocent`: calm stays as it is. `open`: nothing is claimed.
 */
export type Claim = 'executor' | 'doubt' | 'live' | 'doubt-setting' | 'innocent' | 'open';

/** A kind that Cloud Run lists, and the document of its Admin API. */
export interface CloudRunDocument {
  kind: 'service' | 'job' | 'worker-pool';
  project: string;
  region: string;
  document: Raw;
}

export type Raw = { [field: string]: unknown };

/** A pod template as the API server stores it. */
export interface StoredTemplate extends Raw {
  spec: Raw & { containers: Raw[] };
}

export interface Drawn {
  /** Whatever runs has its pod among these. */
  objects: RawObject[];
  cloudRun: CloudRunDocument[];
  /** What it is, in plain words. */
  sign: string;
  place: string;
  claim: Claim;
  /** The polls that show it, such as `poll/Deployment`. */
  polls: string[];
  /** Names of which one must be told, where something must be. */
  names: string[];
  /** True for an innocent that may be spoken of, such as an executor that has ended. */
  mayBeTold: boolean;
  /** What the scope of the settings must count it as. */
  counted?: keyof SettingsScope;
  /** True if its own name says it all: its signs are not told. */
  hides?: boolean;
  /** A text that must be told of it. */
  tells?: string;
  /** The entry that was taken of each dimension. */
  taken: ReadonlyMap<string, string>;
}

export interface Entry {
  readonly id: string;
}

/** What one drawing has at hand: chance, the words of a mesh, and a note of each entry that was taken. */
export class Draw {
  readonly random: Random;
  readonly words: Vocabulary;
  readonly taken = new Map<string, string>();

  constructor(random: Random, words: Vocabulary) {
    this.random = random;
    this.words = words;
  }

  /** One entry of a dimension, and a note of it. */
  take<T extends Entry>(dimension: string, entries: Choices<T>): T {
    const entry = this.random.pick(entries);
    this.taken.set(dimension, entry.id);
    return entry;
  }

  /** A namespace of the mesh or one outside. */
  namespace(): { inside: boolean; namespace: string } {
    const inside = this.random.chance(0.5);
    this.taken.set('namespace', inside ? 'inside' : 'outside');
    return { inside, namespace: this.random.pick(inside ? this.words.inside : this.words.outside) };
  }
}
