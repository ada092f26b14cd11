/** The parts of an operational snapshot that one look gives (plan, mission-control): each is there, or says why it is not. */

import type { World } from '#lib/evaluate/base/input.ts';
import { entriesOf, entryOf } from '#lib/facts/ledger.ts';
import { instantOrNull } from '#lib/format/instant.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import { sourceWhy } from '#lib/messages/status/source.ts';
import type { Posture } from '#lib/posture.ts';
import { meshPods, meshWorkloads, shownKey } from './mesh-objects.ts';

/** `failed`: it was tried. `not taken`: nobody asked for it, or nothing here can take it. */
export type Part =
  | { name: string; state: 'taken'; file: string; document: unknown }
  | { name: string; state: 'failed' | 'not taken'; why: string };

export interface Seen {
  posture: Posture;
  world: World;
}

interface PartMaker {
  name: string;
  file: string;
  /** The sources that it rests on, by their ids; without one of them a part would pass for the whole. */
  needs: RegExp | null;
  make(seen: Seen): unknown;
}

const MAKERS: readonly PartMaker[] = [
  { name: 'posture', file: 'posture.json', needs: null, make: ({ posture }) => posture },
  { name: 'heartbeat samples', file: 'heartbeat_samples.json', needs: null, make: heartbeatSamples },
  {
    name: 'workloads',
    file: 'workloads.json',
    needs: /^poll\/(Deployment|StatefulSet|Job|CronJob)$/,
    make: ({ world }) => meshWorkloads(world),
  },
  { name: 'pods', file: 'pods.json', needs: /^poll\/Pod$/, make: ({ world }) => meshPods(world) },
  { name: 'kill switch', file: 'kill_switch.json', needs: /^poll\/ConfigMap\//, make: killSwitch },
  { name: 'warning events', file: 'warning_events.json', needs: /^watch\/Event$/, make: warningEvents },
];

export function snapshotParts(seen: Seen): Part[] {
  return MAKERS.map(({ name, file, needs, make }): Part => {
    const why = needs === null ? '' : unseen(seen.posture, needs);
    if (why !== '') return { name, state: 'failed', why };
    return { name, state: 'taken', file, document: make(seen) };
  });
}

/** Why what it rests on is not seen; empty if all of it is. */
function unseen({ sources }: Posture, needs: RegExp): string {
  const needed = sources.filter(({ id }) => needs.test(id));
  if (needed.length === 0) return 'nothing was heard of its source';
  return needed
    .filter(({ verdict }) => verdict === 'unknown')
    .map((source) => `${source.label}: ${sourceWhy(source)}`)
    .join('; ');
}

/** Last answer of each probe (redacted), beside its status. Times in UTC. */
function heartbeatSamples({ posture, world: { ledger } }: Seen): unknown {
  return posture.agents.map((agent) => ({
    agent: agent.name,
    verdict: agent.verdict,
    ...agentText(agent),
    limitSeconds: agent.heartbeatLimitSeconds,
    ...posture.measured.agents[agent.name],
    samples: agent.probes.map((probe) => {
      const { id, probeKind: kind, instance, path, verdict } = probe;
      const answer = entryOf(ledger, 'answer', `probe/${agent.name}/${id}/${instance}`)?.fact;
      const raw = answer?.value?.raw ?? null;
      const { seen } = probeText(probe);
      return { id, kind, instance, path, verdict, seen, observedAt: instantOrNull(answer?.observedAt), raw };
    }),
  }));
}

function killSwitch({ posture, world: { plan, ledger } }: Seen): unknown {
  const switches = plan.safety.haltSwitches.map(({ id, namespace, configMap, key }) => {
    const fact = entryOf(ledger, 'config', `ConfigMap/${namespace}/${configMap}`)?.fact;
    return {
      ...{ id, namespace, configMap, key },
      value: shownKey(fact?.value, key),
      changedAt: instantOrNull(fact?.value?.changedAt),
      observedAt: instantOrNull(fact?.observedAt),
    };
  });
  return { switches, execution: posture.execution };
}

/** The latest first. */
function warningEvents({ world: { ledger } }: Seen): unknown {
  return entriesOf(ledger, 'event')
    .flatMap(({ fact: { value } }) => (value === null ? [] : [value]))
    .toSorted((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0))
    .map(({ involved, reason, message, count, lastAt }) => {
      return { involved, reason, message, count, lastAt: instantOrNull(lastAt) };
    });
}
