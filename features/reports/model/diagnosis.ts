/** Sources available and unavailable to a one-shot evaluation, with remedies, for setup. */

import type { ProbeDetail, SourceDetail, SourcesDocument } from '#lib/documents/sources.ts';
import { FUTURE_TOLERANCE_MS } from '#lib/facts/freshness.ts';
import { permissionText } from '#lib/messages/status/permission.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import { sourceLine, sourceReason } from '#lib/messages/status/source.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import { remedyOfCause, remedyOfOutcome } from './remedies.ts';

/** `mend`: a problem to fix. `note`: a part is missing and no proof depends on it. */
export interface Sign {
  level: 'fine' | 'note' | 'mend';
  part: 'version' | 'api' | 'clock' | 'permission' | 'source' | 'probe' | 'plan';
  subject: string;
  what: string;
  /** Its remedy; empty if there is nothing to. */
  remedy: string;
}

/** A few questions to the API server, timed. `Date` of its answers against this machine's clock, in milliseconds. */
export interface ApiMeasure {
  server: string;
  /** Of each answer; empty if none came. */
  latenciesMs: number[];
  /** Lead of the API server's clock, at least and at most; null if no answer has a time. */
  aheadMs: { least: number; most: number } | null;
  /** Why the last question was not answered; null if all were. */
  failure: Message | null;
}

export interface Examined {
  posture: Posture;
  sources: SourcesDocument;
  api: ApiMeasure;
  node: string;
  /** The variable that holds a program's mode, by the plan. */
  modeVariable: string;
  /** Sources that were still pending. */
  pending: readonly Message[];
}

const ORDER: readonly Sign['level'][] = ['mend', 'note', 'fine'];

/** Problems to fix first. */
export function diagnose(examined: Examined): Sign[] {
  const { posture, sources, api } = examined;
  const signs = [
    versions(examined),
    ofApi(api),
    ofClock(api),
    ...ofProducers(posture),
    ofPermissions(posture),
    ...ofMode(examined),
    ...sources.sources.map(ofSource),
    ...sources.agents.flatMap(({ name, probes }) =>
      probes.length === 0 ? [ofUnasked(name, posture)] : probes.map((probe) => ofProbe(name, probe)),
    ),
    ...examined.pending.map(ofSilence),
  ];
  return signs.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
}

function versions({ posture, sources, node }: Examined): Sign {
  const { version, build, clockOffsetSeconds } = posture.console;
  const cluster = sources.cluster.version ?? 'not known';
  const offset = clockOffsetSeconds === 0 ? '' : `, clock offset ${clockOffsetSeconds} s`;
  const what = `Mission Control ${version} (${build}), Node ${node}, Kubernetes ${cluster}, plan ${posture.plan.digest.slice(0, 12)}${offset}`;
  return { level: 'fine', part: 'version', subject: 'versions', what, remedy: '' };
}

/** A poll that takes longer than this is cut off before long (`collectors/kubernetes/timings.ts`). */
const SLOW_MS = 1_000;

function ofApi({ server, latenciesMs, failure }: ApiMeasure): Sign {
  const sign = { part: 'api' as const, subject: server };
  if (failure !== null)
    return { ...sign, level: 'mend', what: text(failure), remedy: remedyOfCause(failure) };
  const [fastest, slowest] = [Math.min(...latenciesMs), Math.max(...latenciesMs)];
  const what = `answers in ${fastest} to ${slowest} ms`;
  if (slowest <= SLOW_MS) return { ...sign, level: 'fine', what, remedy: '' };
  const remedy = 'Run the console nearer to the cluster, or look at the load of the API server.';
  return { ...sign, level: 'mend', what, remedy };
}

/** Beyond this heartbeats read as from the future, and ages are wrong by as much. */
const SKEW_MS = FUTURE_TOLERANCE_MS;

function ofClock({ aheadMs }: ApiMeasure): Sign {
  const sign = { part: 'clock' as const, subject: 'this machine against the API server' };
  if (aheadMs === null)
    return { ...sign, level: 'mend', what: 'cannot be compared: no answer told its time', remedy: REACH };
  const { least, most } = aheadMs;
  const what = `the API server is ahead by ${seconds(least)} to ${seconds(most)} s`;
  if (least <= SKEW_MS && most >= -SKEW_MS) return { ...sign, level: 'fine', what, remedy: '' };
  return {
    ...sign,
    level: 'mend',
    what,
    remedy: 'Set this machine’s clock by NTP (chrony, systemd-timesyncd).',
  };
}

const REACH = 'Mend the way to the API server first.';
const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** Beats from the future: the producer's clock is ahead, or this one behind. */
function ofProducers({ measured, at }: Posture): Sign[] {
  return Object.entries(measured.agents).flatMap(([name, { lastBeatAt }]): Sign[] => {
    const ahead = lastBeatAt === null ? 0 : Date.parse(lastBeatAt) - Date.parse(at);
    if (ahead <= SKEW_MS) return [];
    const what = `its last beat lies ${seconds(ahead)} s in the future`;
    return [
      {
        level: 'mend',
        part: 'clock',
        subject: name,
        what,
        remedy: 'Set the clock of its node by NTP, or this machine’s.',
      },
    ];
  });
}

function ofPermissions({ permissions }: Posture): Sign {
  const { verdict } = permissions;
  const { value, detail } = permissionText(permissions);
  const sign = { part: 'permission' as const, subject: 'own credential', what: `${value}: ${detail}` };
  if (verdict === 'good') return { ...sign, level: 'fine', remedy: '' };
  if (verdict === 'attention')
    return { ...sign, level: 'mend', remedy: 'Give it the role of deploy/rbac.yaml and no other.' };
  return {
    ...sign,
    level: 'note',
    remedy: 'Look with: kubectl auth can-i --list. Ask for it with --permission-review on.',
  };
}

/** A misspelt name reads as a mode that nobody set. Where modes are not proven, nothing is claimed of them. */
function ofMode({ posture, modeVariable }: Examined): Sign[] {
  const proof = posture.execution.proofs.find(({ id }) => id === 'modes');
  const runs = posture.agents.some(({ workloads }) => workloads.length > 0);
  const set = proof?.evidence.some(({ value }) => value.startsWith(`${modeVariable}=`)) ?? false;
  if (proof === undefined || proof.verdict === 'unknown' || !runs || set) return [];
  const what = 'no container in sight sets it in plain text, so no mode is read from workloads';
  const remedy = 'Look at the spelling of safety.environment.mode in the plan.';
  return [{ level: 'note', part: 'plan', subject: modeVariable, what, remedy }];
}

function ofSource(source: SourceDetail): Sign {
  const { label, verdict, safety, count } = source;
  const what = sourceLine(source);
  const sign = { part: 'source' as const, subject: label };
  if (verdict === 'good') return { ...sign, level: 'fine', what: `${what}, ${count} known`, remedy: '' };
  const asked = source.code !== 'unasked';
  if (verdict === 'not-applicable' && asked) return { ...sign, level: 'fine', what, remedy: '' };
  return {
    ...sign,
    level: safety || verdict === 'unknown' || source.code === 'missing' ? 'mend' : 'note',
    what,
    remedy: remedyOfCause(sourceReason(source)),
  };
}

/** Outcomes with an answer; a build may lack the endpoint. */
const ANSWERS: readonly string[] = ['answered', 'no-evidence'];

function ofProbe(agent: string, probe: ProbeDetail): Sign {
  const { path, instance, verdict, outcome, latencyMs } = probe;
  const { seen } = probeText(probe);
  const sign = { part: 'probe' as const, subject: `${agent} ${path} at ${instance}` };
  const took = latencyMs === null ? '' : `, ${Math.round(latencyMs)} ms`;
  if (outcome === null) return { ...sign, level: 'note', what: seen, remedy: '' };
  const what = `${seen}${took}`;
  if (verdict === 'good') return { ...sign, level: 'fine', what, remedy: '' };
  if (verdict === 'not-applicable')
    return { ...sign, level: ANSWERS.includes(outcome) ? 'fine' : 'note', what, remedy: '' };
  const remedy = remedyOfOutcome(outcome);
  return { ...sign, level: remedy === '' ? 'note' : 'mend', what, remedy };
}

/** An agent without a probe in the plan cannot be observed; for scripts and jobs that is right. */
function ofUnasked(name: string, { agents }: Posture): Sign {
  const open = agents.some((a) => a.name === name && a.leftOpenByPlan);
  return {
    level: open ? 'note' : 'fine',
    part: 'plan',
    subject: name,
    what: open ? 'the plan names no workload and no endpoint of it' : 'not asked, by the plan',
    remedy: open ? 'Name its workload or a probe in the plan.' : '',
  };
}

function ofSilence(pending: Message): Sign {
  return {
    level: 'mend',
    part: 'source',
    subject: text(pending),
    what: 'said nothing in time',
    remedy: 'Run doctor again; look at the latency above.',
  };
}
