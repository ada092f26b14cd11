/**
 * What a kind of probe is: what its answer says, how a body is read, and what an answer shows by itself. One file each
 * in this folder, one line each in `registry.ts`; all else follows.
 */

import { z } from 'zod';
import type { Message, Params } from '../status/message.ts';
import type { ProbeCode } from '../status/probe.ts';
import type { ParseResult, Reply } from './parse-result.ts';
import { unreadableSchema } from './unreadable.ts';

const name = z.string();

/** Epoch ms. */
export const instant = z.number();

/** Who answered, and with what. `raw` is redacted and cut to 4 KiB, for people. */
const ANSWERED = {
  agent: name,
  probe: name,
  instance: name,
  status: z.number(),
  raw: z.string(),
  /** The path that answered, where it was not the probe's first one. */
  path: z.string().optional(),
  /** The fields that are there and cannot be read; left out where all can. */
  unreadable: z.array(unreadableSchema).optional(),
};

/** The fields of an answer by a contract, with the contract's own name among them. */
type Says = { readonly contract: z.ZodLiteral<string> } & z.core.$ZodLooseShape;

/** What a contract reads out of a body. */
export type Said<S extends Says> = z.infer<z.ZodObject<S>>;
/** The same as a fact: with who answered. */
type AnswerBy<S extends Says> = z.infer<z.ZodObject<typeof ANSWERED & S>>;

/** What is wrong, as a code of a probe, and why. */
export interface Finding {
  code: ProbeCode;
  params: Params & { readonly reason: Message };
}

/** A heartbeat that an answer carries. */
interface Beat<Answer> {
  /** Old market data may be calm, by the hours of the market; a process beats at any hour. */
  of: 'market-data' | 'process';
  /** The producer's own time of it, epoch ms; null where it has none. */
  at(answer: Answer): number | null;
  /** The age in seconds over which the producer itself calls it old; null where it does not say. */
  claimedLimit?(answer: Answer): number | null;
}

/** How a kind of probe is asked and read. */
export interface ContractReading<Value> {
  /** How the body is written; JSON when left out. As `text`, or as `any`thing that can be read, `Reply.json` is the text. */
  body?: 'text' | 'any';
  /** Whose access token goes along, where the console was given one. */
  token?: 'google';
  read(reply: Reply): ParseResult<Value>;
}

/** What an answer shows by itself. A kind with neither is good once its answer is read. */
export interface ContractJudgement<Answer> {
  /** What is wrong by the answer alone, whatever the hour; null: nothing. */
  finding?(answer: Answer): Finding | null;
  /** Left out where it carries none that is followed. */
  beat?: Beat<Answer>;
}

export interface Contract<S extends Says> extends ContractReading<Said<S>>, ContractJudgement<AnswerBy<S>> {
  /** An answer by this contract, as a fact holds it. */
  answer: z.ZodObject<typeof ANSWERED & S>;
}

/** A contract, from what its answers say and how they are read. */
export function contract<S extends Says>({
  says,
  ...given
}: { says: S } & ContractReading<Said<S>> & ContractJudgement<AnswerBy<S>>): Contract<S> {
  return { ...given, answer: z.object({ ...ANSWERED, ...says }) };
}
