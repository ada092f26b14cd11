/** Questions to the journal's thread that wait for their answer, each for a limited time. */

import type { Answer, Question } from './entry.ts';

const ANSWER_MS = 5_000;
/** The most at once; a further one is refused with that reason. */
const MOST_WAITING = 40;

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class Questions {
  /** Sends one question. */
  ask: (number: number, question: Question) => void = () => undefined;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  put(question: Question): Promise<Answer> {
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve, reject) => {
      if (this.#waiting.size >= MOST_WAITING) {
        reject(new Error('it is asked too much at once'));
        return;
      }
      const timer = setTimeout(() => this.refused(number, 'it does not answer'), ANSWER_MS);
      const done =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.#waiting.delete(number);
          then(value);
        };
      this.#waiting.set(number, { resolve: done(resolve), reject: done(reject) });
      this.ask(number, question);
    });
  }

  answered(number: number, answer: Answer): void {
    this.#waiting.get(number)?.resolve(answer);
  }

  refused(number: number, why: string): void {
    this.#waiting.get(number)?.reject(new Error(why));
  }

  refuseAll(why: string): void {
    for (const { reject } of [...this.#waiting.values()]) reject(new Error(why));
  }
}
