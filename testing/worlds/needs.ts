/** Which sources show a subject: without them it is not good, and nothing is claimed of it. */

import { ADD_ON, CLOUD_RUN, DISCOVERY, POLLED_KINDS, POLLS, WATCHES } from './outages.ts';

const EXECUTOR_KINDS = POLLED_KINDS.filter((kind) => kind !== ADD_ON).map((kind) => `poll/${kind}`);
/** An add-on is read where discovery tells that it is served. */
export const ADD_ON_POLL = `poll/${ADD_ON}`;
const ADD_ONS = [ADD_ON_POLL, DISCOVERY];

/** The sources without which a subject cannot be good. */
export const NEEDS: Readonly<Record<string, readonly string[]>> = {
  execution: [...POLLS, DISCOVERY],
  'proof/executors-scaled': [...EXECUTOR_KINDS.filter((source) => source !== 'poll/Pod'), ...ADD_ONS],
  'proof/executor-pods': ['poll/Pod'],
  'proof/halt-switches': POLLS.filter((source) => source.includes('ConfigMap')),
  'proof/halt-mounts': EXECUTOR_KINDS,
  'proof/halt-processes': ['poll/Pod', ...POLLS.filter((source) => source.includes('ConfigMap'))],
  'proof/modes': EXECUTOR_KINDS,
  'proof/cloud-run-executor': [CLOUD_RUN],
  'agent/feed': ['poll/Deployment', 'poll/Pod', 'probe/feed/beat'],
  'agent/pilot': ['poll/StatefulSet', 'poll/Pod', 'probe/pilot/status'],
  'agent/intake': ['probe/intake/health', 'probe/intake/store'],
  'agent/crane': [...EXECUTOR_KINDS, ...ADD_ONS],
  'agent/scribe': ['poll/Job', 'poll/Pod'],
  'agent/lamp': ['poll/Deployment', 'poll/Pod', 'probe/lamp/health'],
  'failure/feed-stale': ['probe/feed/beat', 'poll/Pod'],
  'failure/pilot-halted': ['probe/pilot/status', 'poll/Pod'],
  'failure/crash': ['poll/Pod'],
  'failure/pull': ['poll/Pod'],
  'failure/pressure': ['poll/Pod', 'watch/Node'],
  'failure/missing': ['poll/Deployment', 'poll/StatefulSet'],
  'failure/undeclared': [...EXECUTOR_KINDS, ...ADD_ONS],
  'failure/blind': [...POLLS, DISCOVERY, ...WATCHES],
};
/** What concerns these is marked only where they are meant, or the plan leaves open how they are. */
export const NOT_CALLED_CALM: readonly string[] = [
  'proof/halt-mounts',
  'proof/halt-processes',
  'agent/herald',
];
/** Sources that must also be available for a calm subject, though their absence disproves nothing. */
export const CALM_NEEDS: Readonly<Record<string, readonly string[]>> = {
  // A process's report against it stands until that process reports otherwise.
  execution: ['probe/pilot/status'],
  // A node that was silent is so until its watch tells.
  'agent/feed': ['watch/Node'],
  'agent/pilot': ['watch/Node'],
  'agent/lamp': ['watch/Node'],
  'failure/missing': ['probe/intake/health', 'probe/intake/store'],
  // Agents that nobody reaches are the console's blindness.
  'failure/blind': [CLOUD_RUN, 'probe/feed/beat', 'probe/pilot/status', 'probe/lamp/health'],
};
/** Subjects of rules without a verdict of their own. */
export const RULE_NEEDS: Readonly<Record<string, readonly string[]>> = {
  'rule/bypass': [...EXECUTOR_KINDS, 'probe/feed/beat', 'probe/pilot/status'],
};
export const SUBJECTS: readonly string[] = Object.keys(NEEDS);

/** Subjects about the whole cluster: a partial read proves nothing about them. */
export const WIDE = [
  'execution',
  'agent/crane',
  'proof/executors-scaled',
  'proof/executor-pods',
  'proof/modes',
];
/** Claims about an absent optional agent depend on its workload only. */
export const NEEDS_OF_ABSENT: readonly string[] = ['poll/Deployment'];
