/** Saboteurs that evaluate right and say something else of execution. */

import { proofText } from '#lib/messages/status/proof.ts';
import type { ProofId } from '#lib/vocabulary.ts';
import { named, type Said, saying } from '../saboteur.ts';
import { FILLER, GOOD_PROOFS } from './codes.ts';

const execution = (change: (e: Said['execution']) => Partial<Said['execution']>) =>
  saying((said) => ({ ...said, execution: { ...said.execution, ...change(said.execution) } }));
const outcome = (from: (e: Said['execution']) => boolean, to: 'unproven' | 'proven-off') =>
  execution((e) =>
    from(e) ? { outcome: to, verdict: to === 'proven-off' ? 'good' : 'unknown' } : { outcome: e.outcome },
  );
/** The outcome that follows if a proof were always good. */
const proofAlwaysGood = (id: ProofId) =>
  execution(({ proofs: said, outcome: was, verdict }) => {
    const proofs = said.map((p) =>
      p.id === id ? { ...p, verdict: 'good' as const, code: GOOD_PROOFS[id] ?? p.code, params: FILLER } : p,
    );
    const open = said.some((p) => p.id !== id && (p.verdict === 'unknown' || p.verdict === 'bad'));
    return open ? { proofs, outcome: was, verdict } : { proofs, outcome: 'proven-off', verdict: 'good' };
  });

/** Only a switch that is missing keeps execution from being proven off. */
function onlySwitchMissing({ proofs }: Said['execution']): boolean {
  const open = proofs.filter((p) => p.verdict === 'unknown');
  return (
    open.length > 0 && open.every((p) => p.id === 'halt-switches' && /missing/.test(proofText(p).detail))
  );
}

export const OF_EXECUTION = [
  named(
    'always proven off',
    'Execution is off whatever it sees.',
    outcome(() => true, 'proven-off'),
  ),
  named(
    'unproven instead of off',
    'It never believes its own proofs.',
    outcome((e) => e.outcome === 'proven-off', 'unproven'),
  ),
  named(
    'unproven instead of not off',
    'What is bad is only unknown.',
    outcome((e) => e.verdict === 'bad', 'unproven'),
  ),
  named(
    'contradicted told as off',
    'Two switches that disagree count as halted.',
    outcome((e) => e.outcome === 'contradicted', 'proven-off'),
  ),
  named(
    'gated told as off',
    'An executor that runs behind a switch counts as off.',
    outcome((e) => e.outcome === 'gated', 'proven-off'),
  ),
  named(
    'unproven told as off',
    'What is not disproven counts as proven.',
    outcome((e) => e.outcome === 'unproven', 'proven-off'),
  ),
  named(
    'not off told as gated',
    'The gates of whatever runs are taken to hold.',
    execution((e) => (e.outcome === 'not-off' ? { outcome: 'gated' } : {})),
  ),
  named(
    'missing switch told as halted',
    'A switch that is not there counts as set.',
    outcome(onlySwitchMissing, 'proven-off'),
  ),
  named(
    'processes always good',
    'It does not ask what running processes read.',
    proofAlwaysGood('halt-processes'),
  ),
  named(
    'mounts always good',
    'It does not ask how executors take the switch.',
    proofAlwaysGood('halt-mounts'),
  ),
  named(
    'autoscalers always good',
    'Nothing raises an executor from zero.',
    proofAlwaysGood('executor-autoscalers'),
  ),
  named('modes always good', 'Every mode is harmless.', proofAlwaysGood('modes')),
  named('switches always good', 'Every switch is set.', proofAlwaysGood('halt-switches')),
  named(
    'Cloud Run always good',
    'Nothing executes outside the cluster.',
    proofAlwaysGood('cloud-run-executor'),
  ),
  named(
    'scope says all',
    'It claims to have searched every kind, whatever it could read.',
    execution(({ scope }) => {
      const { cluster } = scope;
      const kinds = [...cluster.kinds, ...cluster.notSearched.map(({ what }) => what)];
      return { scope: { ...scope, cluster: { ...cluster, kinds, notSearched: [] } } };
    }),
  ),
  named(
    'evidence of proofs dropped',
    'It says what is so, and not by what.',
    execution(({ proofs }) => ({
      proofs: proofs.map((p) => ({ ...p, evidence: [] })),
    })),
  ),
  named(
    'codes of proofs swapped',
    'A proof bears the code of its neighbour.',
    execution(({ proofs }) => ({
      proofs: proofs.map((p, i) => ({ ...p, code: proofs[(i + 1) % proofs.length]?.code ?? p.code })),
    })),
  ),
  named(
    'execution since moved to now',
    'Whatever is so has only just begun.',
    saying((said, { now }) => ({
      ...said,
      execution: { ...said.execution, since: new Date(now).toISOString() },
    })),
  ),
];
