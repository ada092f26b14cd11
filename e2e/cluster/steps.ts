/** Steps of the suite in its namespace, and the console's expected posture. Each step is reverted. */

import { agentText } from '#lib/messages/status/agent.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import type { Posture } from '#lib/posture.ts';
import type { ProofId } from '#lib/vocabulary.ts';
import { DISGUISES, type Disguise, MARKED_SWITCH } from './disguises.ts';
import { EXECUTOR, FEED, STRANGER, SWITCH_KEY } from './names.ts';
import { crashLoop, imagePull, running, unschedulable } from './pod-statuses.ts';
import type { Scratch } from './scratch.ts';

/** Null, or what the posture says instead of what it must. */
type Expectation = (posture: Posture) => string | null;

export interface Step {
  name: string;
  change(scratch: Scratch): Promise<void>;
  says: Expectation;
  /** The resource whose controller must act on what was made, and if it did. */
  controller?: { resource: string; acted(scratch: Scratch): Promise<boolean> };
  back(scratch: Scratch): Promise<void>;
}

const HALTED = { [SWITCH_KEY]: '1' };

/** All that the calm namespace holds. */
export async function settle(scratch: Scratch): Promise<void> {
  await scratch.makeSwitch(HALTED);
  await scratch.deploy(EXECUTOR, 0);
  await scratch.deploy(FEED, 1);
  await scratch.makeCronJob();
  await scratch.setStatus(FEED, running);
}

export const calm: Expectation = all(
  executionIs('proven-off'),
  agentIs(EXECUTOR, 'expected-off'),
  agentIs(FEED, 'good'),
  (p) =>
    first(
      p.failures.map((f) =>
        f.state === 'absent' ? null : `${f.id} is ${f.state}: ${failureText(f).because}`,
      ),
    ),
  (p) => first(p.undeclared.map((u) => `${u.kind} ${u.name} is undeclared`)),
);

const podStep = (
  name: string,
  statusOf: Parameters<Scratch['setStatus']>[1],
  failure: string,
  words: RegExp,
): Step => ({
  name,
  change: (scratch) => scratch.setStatus(FEED, statusOf),
  says: all(failureIs(failure, words), agentIs(FEED, 'bad')),
  back: (scratch) => scratch.setStatus(FEED, running),
});

const switchStep = (name: string, data: Record<string, string | null>, verdict: string): Step => ({
  name,
  change: (scratch) => scratch.setSwitch(data),
  says: all(isNotOff, proofIs('halt-switches', verdict)),
  back: (scratch) => scratch.setSwitch(HALTED),
});

export const STEPS: readonly Step[] = [
  {
    name: 'an executor at 1, before any pod of it runs',
    change: (scratch) => scratch.scale(EXECUTOR, 1),
    says: all(isNotOff, proofIs('executors-scaled', 'bad'), agentIs(EXECUTOR, 'bad')),
    back: (scratch) => scratch.scale(EXECUTOR, 0),
  },
  {
    name: 'an executor at 0 whose pod is still terminating',
    async change(scratch) {
      await scratch.scale(EXECUTOR, 1);
      await scratch.hold(EXECUTOR);
      await scratch.setStatus(EXECUTOR, running);
      await scratch.scale(EXECUTOR, 0);
    },
    says: all(isNotOff, proofIs('executor-pods', 'bad'), proofIs('executors-scaled', 'good')),
    async back(scratch) {
      for (const pod of await scratch.pods(EXECUTOR)) await scratch.release(pod);
    },
  },
  switchStep('the kill switch off', { [SWITCH_KEY]: '0' }, 'bad'),
  switchStep('a kill switch that is neither on nor off', { [SWITCH_KEY]: 'maybe' }, 'unknown'),
  switchStep('a kill switch behind a byte-order mark', MARKED_SWITCH, 'unknown'),
  switchStep('an empty kill switch', { [SWITCH_KEY]: '' }, 'unknown'),
  switchStep('a kill switch without its key', { [SWITCH_KEY]: null, OTHER: '1' }, 'unknown'),
  {
    name: 'no kill switch at all',
    change: (scratch) => scratch.deleteSwitch(),
    says: all(isNotOff, proofIs('halt-switches', 'unknown')),
    back: (scratch) => scratch.makeSwitch(HALTED),
  },
  podStep('a crash loop', crashLoop, 'crashloop', /exit(ed)?( code| with)? 3/i),
  podStep('an image that cannot be pulled', imagePull, 'image-pull', /cannot pull its image/),
  podStep('a pod that no node takes', unschedulable, 'resource-pressure', /Insufficient memory/),
  ...DISGUISES.map(disguised),
  {
    name: 'an executor’s CronJob that is no longer suspended',
    change: (scratch) => scratch.suspend(false),
    says: all(isNotOff, proofIs('executors-scaled', 'bad')),
    back: (scratch) => scratch.suspend(true),
  },
  {
    name: 'an autoscaler that may raise the executor',
    change: (scratch) => scratch.makeAutoscaler(),
    says: (p) => (verdictOf(p, 'executor-autoscalers') === 'good' ? 'the autoscaler is not told of' : null),
    back: (scratch) => scratch.deleteAutoscaler(),
  },
  {
    name: 'a workload that the plan does not name',
    change: (scratch) => scratch.deploy(STRANGER, 0),
    says: (p) => (p.undeclared.some((u) => u.name === STRANGER) ? null : `${STRANGER} is not told of`),
    back: (scratch) => scratch.delete('/apis/apps/v1', 'deployments', STRANGER),
  },
  {
    name: 'an agent whose workload is gone',
    change: (scratch) => scratch.delete('/apis/apps/v1', 'deployments', FEED),
    says: all(failureIs('agent-missing', new RegExp(FEED)), agentIs(FEED, 'bad')),
    async back(scratch) {
      await scratch.podsGone(FEED);
      await scratch.deploy(FEED, 1);
      await scratch.setStatus(FEED, running);
    },
  },
];

/** Made, and then deleted with its pods. */
function disguised({ by, root, resource, object, owned = false }: Disguise): Step {
  return {
    name: `an executor behind ${by}`,
    change: async (scratch) => scratch.create(root, resource, owned ? await scratch.owned(object) : object),
    says: isNotOff,
    ...(resource === 'pods'
      ? {}
      : {
          controller: { resource, acted: (scratch) => scratch.acted(root, resource, object.metadata.name) },
        }),
    back: (scratch) => scratch.delete(root, resource, object.metadata.name),
  };
}

function first(told: readonly (string | null)[]): string | null {
  return told.find((t) => t !== null) ?? null;
}

function all(...parts: readonly Expectation[]): Expectation {
  return (posture) => first(parts.map((part) => part(posture)));
}

function executionIs(outcome: string): Expectation {
  return ({ execution }) => {
    const open = execution.proofs.filter((p) => !['good', 'not-applicable'].includes(p.verdict));
    const why = open
      .map((p) => `${p.id} ${p.verdict}: ${proofText(p).value}, ${proofText(p).detail}`)
      .join('; ');
    return execution.outcome === outcome ? null : `execution is ${execution.outcome} (${why})`;
  };
}

function isNotOff({ execution }: Posture): string | null {
  return execution.outcome === 'proven-off' ? 'execution is called off' : null;
}

function verdictOf(posture: Posture, proof: ProofId): string | undefined {
  return posture.execution.proofs.find((p) => p.id === proof)?.verdict;
}

function proofIs(id: ProofId, verdict: string): Expectation {
  return (posture) => {
    const found = verdictOf(posture, id);
    return found === verdict ? null : `the proof ${id} is ${found}`;
  };
}

function agentIs(name: string, verdict: string): Expectation {
  return ({ agents }) => {
    const agent = agents.find((a) => a.name === name);
    return agent?.verdict === verdict
      ? null
      : `${name} is ${agent?.verdict}: ${agent === undefined ? '' : Object.values(agentText(agent)).join(', ')}`;
  };
}

function failureIs(id: string, words: RegExp): Expectation {
  return ({ failures }) => {
    const failure = failures.find((f) => f.id === id);
    const because = failure === undefined ? '' : failureText(failure).because;
    const said = `${failure?.who.join(' ')} ${because}`;
    return failure?.state === 'present' && words.test(said) ? null : `${id} is ${failure?.state}: ${said}`;
  };
}
