/** What the plan calls an executor: full names and aliases, and the words, images and modules that it adds. */

import type { Plan } from '../../../plan/schema.ts';
import { oncePer } from '../../base/once.ts';
import { executorNames } from '../executor.ts';
import { namesIn, type Phrases, phrasesOf, withoutAddresses } from './words.ts';

interface ExecutorPhrases {
  /** Anywhere in a text. */
  named: Phrases;
  /** In an image's path. */
  image: Phrases;
  /** In what a command line starts, and in variables. */
  module: Phrases;
}

export const executorPhrases = oncePer((plan: Plan): ExecutorPhrases => {
  const { words = [], images = [], modules = [] } = plan.safety.executors;
  const named = [...executorNames(plan), ...words];
  return {
    named: phrasesOf(named),
    image: phrasesOf([...named, ...images.map(imagePath)]),
    module: phrasesOf([...named, ...modules]),
  };
});

/** The executors that a text names, such as the name of a kind or of an autoscaler's target. */
export function executorsNamedIn(plan: Plan, text: string): string[] {
  return namesIn(text, executorPhrases(plan).named);
}

/** Longer values are no name of a module or command. */
const LONGEST_VALUE = 1_000;

/** The executors that the value of a variable names as a module or command. Addresses name whom it calls. */
export function executorsRunBy(plan: Plan, value: string): string[] {
  return namesIn(withoutAddresses(value.slice(0, LONGEST_VALUE)), executorPhrases(plan).module);
}

/** `registry:5000/desk/x:1.2@sha256:…` → `registry:5000/desk/x`. */
export function repositoryOf(image: string): string {
  return (image.split('@')[0] ?? '').replace(/:[^/:]*$/, '').toLowerCase();
}

/** The path of an image without its registry. */
export function imagePath(image: string): string {
  const [first = '', ...rest] = repositoryOf(image).split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : [first, ...rest].join('/');
}
