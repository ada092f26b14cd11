/** Agents that are missing, idle, run when they should not, or that nobody knows. */

import type { PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { braked } from '../execution-case.ts';
import { blind, literal, NOW, POLLS, pod, sourceStatus, workload } from '../facts.ts';
import type { Situations } from './situation.ts';

const CLOSED = Date.parse('2026-11-21T15:15:00Z');
const PAST_CALENDAR = Date.parse('2031-03-03T15:15:00Z');
const gone = (kind: string, name: string) => ({
  subject: `${kind}/pier/${name}`,
  kind: kind === 'Pod' ? ('pod' as const) : ('workload' as const),
  value: null,
  observedAt: NOW - 400,
  source: 'test',
});
const job = (name: string, value: Partial<WorkloadValue> = {}) => workload(name, { kind: 'Job', ...value });
const runs = (name: string, value: Partial<PodValue> = {}) =>
  pod(`${name}-x`, name, {
    owner: { kind: 'Job', name, group: 'batch' },
    workload: { kind: 'Job', name },
    ...value,
  });
const pilots = (value: Partial<WorkloadValue>) => [
  workload('pilot', { kind: 'StatefulSet', containers: [braked()], ...value }),
];
const seen = (state: 'starting' | 'seen' | 'blind' | 'absent', value: object = {}) =>
  sourceStatus('watch/Pod', { state, ...value });

export const AGENTS: Situations = {
  'nothing is known': { only: [] },
  'everything is blind': { facts: POLLS.map(blind) },
  'a workload is missing': { facts: [gone('StatefulSet', 'pilot'), gone('Pod', 'pilot-0')] },
  'a workload is missing, and its kind out of sight': {
    facts: [gone('StatefulSet', 'pilot'), gone('Pod', 'pilot-0'), blind('poll/StatefulSet')],
  },
  'two workloads are missing': {
    facts: [
      gone('StatefulSet', 'pilot'),
      gone('Pod', 'pilot-0'),
      gone('Deployment', 'feed'),
      gone('Pod', 'feed-1'),
    ],
  },
  'a workload is scaled to zero': {
    facts: [...pilots({ desired: 0, actual: 0, ready: 0 }), gone('Pod', 'pilot-0')],
  },
  'partly ready': { facts: pilots({ desired: 3, actual: 3, ready: 1 }) },
  'not ready': { facts: pilots({ ready: 0 }) },
  'more ready than wanted': { facts: pilots({ ready: 2 }) },
  'an optional agent is there': { facts: [workload('lamp'), pod('lamp-1', 'lamp')] },
  'an optional agent left a pod': { facts: [pod('lamp-1', 'lamp')] },
  'an agent on demand runs': { facts: [job('scribe'), runs('scribe')] },
  'an agent on demand runs twice': {
    facts: [
      job('scribe'),
      runs('scribe'),
      pod('scribe-y', 'scribe', { workload: { kind: 'Job', name: 'scribe' } }),
    ],
  },
  'an agent on demand starts': { facts: [job('scribe', { actual: 0, ready: 0 })] },
  'an agent on demand has a pod that is not ready': {
    facts: [job('scribe'), runs('scribe', { ready: false, phase: 'Pending' })],
  },
  'an agent on demand is done': {
    facts: [
      job('scribe', { desired: 0, actual: 0, finished: 'complete' }),
      runs('scribe', { phase: 'Succeeded' }),
    ],
  },
  'an agent on demand failed': {
    facts: [
      job('scribe', { desired: 0, actual: 0, finished: 'failed' }),
      runs('scribe', { phase: 'Failed' }),
    ],
  },
  'an agent on demand whose end is unclear': {
    facts: [
      job('scribe', { desired: 0, actual: 0, finished: 'failed' }),
      runs('scribe', { phase: 'Failed', states: [] }),
    ],
  },
  'an agent on demand out of sight': { facts: [blind('poll/Job')] },
  'an agent runs outside its hours': { facts: [job('diver'), runs('diver')] },
  'an agent runs past the calendar': { facts: [job('diver'), runs('diver')], now: PAST_CALENDAR },
  'an agent runs in its hours': { facts: [job('diver'), runs('diver')], now: CLOSED },
  'unknown workloads': {
    facts: [
      workload('odd'),
      workload('even', { kind: 'StatefulSet' }),
      workload('made', { kind: 'Job', owner: { kind: 'CronJob', name: 'ops', group: 'batch' } }),
      workload('ops', { kind: 'CronJob' }),
      pod('bare', 'bare', { owner: null, workload: null }),
      workload('elsewhere', { namespace: 'quay' }),
    ],
  },
  'unknown workloads, with pods out of sight': { facts: [workload('odd'), blind('poll/Pod')] },
  'live pods of Jobs that are over': {
    facts: [job('ops-1', { finished: 'complete', desired: 0 }), runs('ops-1')],
  },
  'a source starts': { facts: [seen('starting', { lastSeenAt: null })] },
  'a source is blind for a reason': {
    facts: [seen('blind', { cause: say('quoted', { words: '403' }), blindSince: NOW - 3_000 })],
  },
  'a source is blind for no reason': { facts: [seen('blind')] },
  'a kind is absent': { facts: [seen('absent', { cause: say('cause-absent-kind', { kind: 'Pod' }) })] },
  'a kind is absent without a word': { facts: [seen('absent')] },
  'a source sees two namespaces': { facts: [seen('seen', { scope: ['pier', 'quay'] })] },
  'a source sees with a caveat': {
    facts: [seen('seen', { cause: say('quoted', { words: '1 could not be read' }) })],
  },
  'a source is gone': { facts: [{ ...seen('seen'), value: null }] },
  'a source fell silent': { facts: [{ ...seen('seen'), observedAt: NOW - 15_001 }] },
  'a poll is late': { facts: [sourceStatus('poll/Pod', { lastSeenAt: NOW - 10_001 })] },
  'a poll is as old as it may be': { facts: [sourceStatus('poll/Pod', { lastSeenAt: NOW - 10_000 })] },
  'a poll never came back': { facts: [sourceStatus('poll/Pod', { lastSeenAt: null })] },
  'a poll sees the mesh alone': { facts: [sourceStatus('poll/Pod', { scope: ['pier'] })] },
  'modes of several kinds': {
    facts: [
      ...pilots({ containers: [braked({ environment: [literal('MODE', ' observe')] })] }),
      workload('feed', { containers: [braked({ environment: [literal('MODE', 'EVAL')] })] }),
    ],
  },
};
