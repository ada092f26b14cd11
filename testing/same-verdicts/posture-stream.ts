/** Every posture that a console publishes: from its stream, since a look now and then would miss what is short. */
import { type Words, wordsBySubject } from './projection.ts';

/** A line that begins with this holds a posture, where the line before said so. */
const EVENT = 'event: posture';
const DATA = 'data: ';

export class PostureStream {
  readonly #ended = new AbortController();
  readonly #heard: Words[] = [];
  #lastChange = performance.now();
  #problem: unknown = null;

  /** @param url of the stream. */
  constructor(url: string) {
    this.#read(url).catch((error: unknown) => {
      if (!this.#ended.signal.aborted) this.#problem = error;
    });
  }

  /**
   * What was said since the start, each posture that says other words than the one before.
   * @throws where the stream broke: what was not heard is not known.
   */
  heard(): readonly Words[] {
    if (this.#problem !== null) throw new Error('the stream of postures broke', { cause: this.#problem });
    return this.#heard;
  }

  /** For how long the same has been said, in milliseconds; 0 before anything was. */
  sameForMs(): number {
    return this.#heard.length === 0 ? 0 : performance.now() - this.#lastChange;
  }

  close(): void {
    this.#ended.abort();
  }

  async #read(url: string): Promise<void> {
    const response = await fetch(url, { signal: this.#ended.signal });
    if (!response.ok || response.body === null) throw new Error(`${url}: ${response.status}`);
    let rest = '';
    let posture = false;
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('event: ')) posture = line === EVENT;
        else if (posture && line.startsWith(DATA)) this.#hear(JSON.parse(line.slice(DATA.length)));
      }
    }
    throw new Error(`${url} ended`);
  }

  #hear(posture: unknown): void {
    const words = wordsBySubject(posture);
    if (JSON.stringify(words) === JSON.stringify(this.#heard.at(-1))) return;
    this.#heard.push(words);
    this.#lastChange = performance.now();
  }
}
