/** What changed lately, newest first: what an on-call asks first about anything red. */

import type { Change } from '#lib/documents/agent-detail.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import type { Posture } from '#lib/posture.ts';
import { stateKey } from '#lib/status/agent.ts';

const KEPT = 500;

export class ChangeLog {
  readonly #changes: Change[] = [];

  /** Notes every verdict that differs between two postures. */
  compare(before: Posture, after: Posture): void {
    const at = after.at;
    const held = new Map(before.agents.map((a) => [a.name, a]));
    for (const agent of after.agents) {
      const was = held.get(agent.name);
      if (was !== undefined && (was.verdict !== agent.verdict || stateKey(was) !== stateKey(agent)))
        this.#note({ at, subject: agent.name, what: turnOf(was, agent) });
      if (was !== undefined) this.#workloads(was, agent, at);
    }
    if (before.execution.outcome !== after.execution.outcome)
      this.#note({
        at,
        subject: 'execution',
        what: `execution ${before.execution.outcome} → ${after.execution.outcome}`,
      });
  }

  #workloads(was: Posture['agents'][number], is: Posture['agents'][number], at: string): void {
    for (const workload of is.workloads) {
      const before = was.workloads.find(
        (w) => w.kind === workload.kind && w.name === workload.name && w.namespace === workload.namespace,
      );
      if (before === undefined) continue;
      const name = `${workload.kind} ${workload.name}`;
      if (before.desired !== workload.desired)
        this.#note({ at, subject: is.name, what: `${name}: wanted ${before.desired} → ${workload.desired}` });
      if (before.ready !== workload.ready)
        this.#note({ at, subject: is.name, what: `${name}: ready ${before.ready} → ${workload.ready}` });
      if (before.image !== workload.image)
        this.#note({ at, subject: is.name, what: `${name}: image ${before.image} → ${workload.image}` });
    }
  }

  #note(change: Change): void {
    this.#changes.unshift(change);
    if (this.#changes.length > KEPT) this.#changes.pop();
  }

  /** The newest ones of everybody, newest first. */
  recent(limit: number): Change[] {
    return this.#changes.slice(0, limit);
  }

  /** Newest first: the agent's own changes and those of execution, which concern everyone. */
  of(agent: string): Change[] {
    return this.#changes.filter((c) => c.subject === agent || c.subject === 'execution').slice(0, 50);
  }
}

function turnOf(was: Posture['agents'][number], is: Posture['agents'][number]): string {
  const { state, reason } = agentText(is);
  return `${agentText(was).state} → ${state}${reason === '' ? '' : `: ${reason}`}`;
}
