/** Recent changes, newest first: the first thing that an on-call asks about a red agent. */

import type { Change } from '#lib/documents/agent-detail.ts';
import { say } from '#lib/messages/say.ts';
import { agentReason } from '#lib/messages/status/agent.ts';
import type { Posture } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import type { Transition } from '#lib/timeline/transitions.ts';

const KEPT = 500;

export class ChangeLog {
  readonly #changes: Change[] = [];

  /** Notes each change of a state. A subject that appears or goes has not changed its state. */
  note({ at, agents }: Posture, news: readonly Transition[]): void {
    const agentsFirst = [...news].sort((a, b) => Number(a.kind !== 'agent') - Number(b.kind !== 'agent'));
    for (const one of agentsFirst) {
      const what = one.before === null || one.after === null ? null : whatOf(one, agents);
      if (what !== null) this.#changes.unshift({ at, subject: one.subject, what });
    }
    this.#changes.splice(KEPT);
  }

  /** The newest changes of all agents, newest first. */
  recent(limit: number): Change[] {
    return this.#changes.slice(0, limit);
  }

  /** Newest first: the agent's own changes and those of execution, which concern everyone. */
  of(agent: string): Change[] {
    return this.#changes.filter((c) => c.subject === agent || c.subject === 'execution').slice(0, 50);
  }
}

function whatOf(one: Transition, agents: Posture['agents']): Message | null {
  const { kind, subject, part, field, before, after } = one;
  if (kind === 'execution' && field === 'outcome') return say('changed-outcome', { before, after });
  if (part !== undefined && field !== 'seen')
    return say('changed-workload', { kind: part.kind, name: part.name, field, before, after });
  if (kind !== 'agent' || field !== 'state') return null;
  const reason = agents.filter(({ name }) => name === subject).map(agentReason);
  return say('changed-state', { before, after, reason });
}
