/**
 * Entries that are not yet handed to the journal's thread. It is bounded: while the thread is stuck, new entries are
 * merged, the newest posture stays, and lost entries become a hole.
 */

import { type EvaluationState, serialiseState } from '#lib/evaluate/base/state.ts';
import type { Ledger } from '#lib/facts/ledger.ts';
import type { Posture } from '#lib/posture.ts';
import { VERDICT_RANK } from '#lib/vocabulary.ts';
import type { EvaluationInputs } from '#platform/compose-posture.ts';
import type { Batch, EvaluatedEntry, PostureEntry } from './entry.ts';
import { FactRecorder } from './fact-recorder.ts';
import type { Document } from './journal.ts';
import type { Samples } from './series-store.ts';

/** More postures than are published in a few seconds at worst; beyond this the older ones are lost. */
const MOST_POSTURES = 40;
const MOST_SAMPLES = 40;
/** How often the plan and its runbooks are sent, besides after each change. */
const MOST_LISTS_OF_TEXTS = 8;
/** How often the last confirmations of facts are sent; a fact that changes is sent at once. */
const CONFIRM_EVERY_MS = 10_000;

interface Evaluated {
  at: number;
  evaluationState: EvaluationState;
  ledger: Ledger;
}

interface Published {
  posture: Posture;
  input: EvaluationInputs;
}

export class JournalQueue {
  readonly #recorder = new FactRecorder();
  #postures: Published[] = [];
  #evaluated: Evaluated | null = null;
  #confirmedAt = 0;
  #samples: Samples[] = [];
  #documents: Batch['documents'] = [];
  #holes: Batch['holes'] = [];
  /** The batch on its way: its newest posture must not be lost with it. */
  #sent: { newest: Published | null; documents: Batch['documents'] } | null = null;

  published(posture: Posture, input: EvaluationInputs): void {
    this.#postures.push({ posture, input });
    if (this.#postures.length <= MOST_POSTURES) return;
    const lost = this.#postures.splice(0, this.#postures.length - 1);
    this.lost(timeOf(lost[0]), timeOf(this.#postures[0]) - 1, 'more was said than could be kept');
  }

  evaluated(at: number, evaluationState: EvaluationState, ledger: Ledger): void {
    this.#evaluated = { at, evaluationState, ledger };
  }

  sampled(samples: Samples): void {
    this.#samples.push(samples);
    if (this.#samples.length > MOST_SAMPLES) this.#samples.shift();
  }

  inForce(at: number, all: readonly Document[]): void {
    this.#documents = [...this.#documents, { at, all }].slice(-MOST_LISTS_OF_TEXTS);
  }

  /** Something published between these times is not kept. */
  lost(from: number, to: number, why: string): void {
    this.#holes.push({ from, to, why });
  }

  get empty(): boolean {
    return (
      this.#postures.length === 0 &&
      this.#evaluated === null &&
      this.#samples.length === 0 &&
      this.#documents.length === 0
    );
  }

  /** The whole content for handing over; the queue is empty then. Exactly one of `kept` and `failed` must follow. */
  take(): Batch {
    const batch = {
      postures: this.#postures.map((p) => entryOf(p, this.#recorder)),
      evaluated: this.#evaluated && this.#evaluatedEntry(this.#evaluated),
      samples: this.#samples,
      documents: this.#documents,
      holes: this.#holes,
    };
    this.#sent = { newest: this.#postures.at(-1) ?? null, documents: this.#documents };
    this.#postures = [];
    this.#evaluated = null;
    this.#samples = [];
    this.#documents = [];
    this.#holes = [];
    return batch;
  }

  #evaluatedEntry({ at, evaluationState, ledger }: Evaluated): EvaluatedEntry {
    const news = this.#recorder.news(ledger);
    const due = Math.abs(at - this.#confirmedAt) >= CONFIRM_EVERY_MS;
    if (due) this.#confirmedAt = at;
    const confirmed = due ? this.#recorder.inForce(ledger).map((fact) => ({ ...fact, digits: '' })) : null;
    return { at, evaluationState: JSON.stringify(serialiseState(evaluationState)), news, confirmed };
  }

  kept(): void {
    this.#sent = null;
  }

  /** The batch is lost, except for its newest posture, which is in force and must be known when the others are not. */
  failed(): void {
    this.#recorder.forget();
    if (this.#sent?.newest) this.#postures.unshift(this.#sent.newest);
    this.#documents = [...(this.#sent?.documents ?? []), ...this.#documents].slice(-MOST_LISTS_OF_TEXTS);
    this.#sent = null;
  }
}

function timeOf(published: Published | undefined): number {
  return published === undefined ? 0 : Date.parse(published.posture.at);
}

function entryOf({ posture, input }: Published, recorder: FactRecorder): PostureEntry {
  const { id, at, execution, agents, failures } = posture;
  // A problem that only the plan can settle is no change of the mesh, and would hide all others.
  const settled = agents.filter((agent) => !agent.leftOpenByPlan);
  const verdicts = [execution, ...settled, ...failures].map(({ verdict }) => verdict);
  const { file, digest, problems } = input.plan;
  return {
    at: Date.parse(at),
    id,
    outcome: execution.outcome,
    worst: verdicts.reduce((a, b) => (VERDICT_RANK[b] < VERDICT_RANK[a] ? b : a)),
    json: JSON.stringify(posture),
    plan: digest,
    input: JSON.stringify({
      file,
      digest,
      problems,
      about: input.about,
      evaluationState: serialiseState(input.evaluationState),
    }),
    news: recorder.news(input.ledger),
    facts: recorder.inForce(input.ledger),
  };
}
