import { json, notFound } from '../agent.ts';
import type { Rewrite } from './behaviour.ts';

const BY_CONTRACT = /"last_tick_epoch_seconds":/;
const BEAT = /"last_observed_epoch_s":/;
const NAME = /"service":"([^"]*)"/;

/** `/healthz` as older builds answer it: always 200, without evidence. The rest as it is. */
const withoutEvidence: Rewrite = (answer) =>
  BY_CONTRACT.test(answer.body)
    ? json(200, { status: 'ok', service: NAME.exec(answer.body)?.[1] ?? '' })
    : answer;

/** Answers of older builds in the field: not misbehaviour, and accepted by the agents of the mesh. */
export const BUILDS: Readonly<Record<string, Rewrite>> = {
  'older-build': withoutEvidence,
  /** Without `/heartbeat` too: only `/ops/status` has ticks. */
  'oldest-build': (answer) => (BEAT.test(answer.body) ? notFound() : withoutEvidence(answer)),
};
