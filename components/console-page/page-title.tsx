/** The state in the tab's title, with the minute that it is true of: a dead tab's title cannot be frozen. */
'use client';

import { clockMinute } from '#lib/format/clock.ts';
import type { ExecutionOutcome } from '#lib/vocabulary.ts';
import { useStill } from '../live/context.ts';
import { useFrozen, useLive } from '../live/live.tsx';
import { signOf } from '../verdict/verdict.tsx';

const OUTCOME_WORDS: Readonly<Record<ExecutionOutcome, string>> = {
  'proven-off': 'proven off',
  gated: 'gated',
  'not-off': 'not off',
  contradicted: 'contradicted',
  unproven: 'unproven',
};

export function PageTitle({ subject }: { subject?: string | undefined }) {
  const { posture, tick } = useLive();
  const frozen = useFrozen();
  const still = useStill();
  const { outcome, verdict, scope } = posture.execution;
  const at = clockMinute(tick.now);
  const state = frozen
    ? `◇ ${still ? 'past' : 'frozen'}${still ? ',' : ' since'} ${at}`
    : `${signOf(verdict)} ${OUTCOME_WORDS[outcome]} at ${at}${scope.cloudRun.state === 'excluded' ? ', Cloud Run not searched' : ''}`;
  const practice = posture.mesh.practice === true ? ' · practice' : '';
  return (
    <title>{`${state}${subject === undefined ? '' : ` · ${subject}`} · Mission Control${practice}`}</title>
  );
}
