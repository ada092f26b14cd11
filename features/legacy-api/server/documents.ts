/** The documents of the mesh's older clients, made when somebody asks for one. They ask nobody anything. */

import type { Change } from '#lib/documents/agent-detail.ts';
import type { World } from '#lib/evaluate/base/input.ts';
import { instant } from '#lib/format/instant.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import type { OlderAgent, OlderEvents, OlderHealth, OlderSafety, OlderStatus } from '../document.ts';
import { olderAgentOf, olderAgents, olderEvents, olderSafety, olderStatus } from '../model/documents.ts';
import type { Present } from '../model/present.ts';

export interface OlderDocuments {
  health(): OlderHealth;
  status(): OlderStatus;
  agents(): { ts: string; agents: OlderAgent[] };
  /** `null`: no agent of their kinds is called so. */
  agent(name: string): { ts: string; agent: OlderAgent } | null;
  safety(): OlderSafety;
  /** The newest changes, at most so many. */
  events(limit: number): OlderEvents;
}

export function makeOlderDocuments(parts: {
  collector: { posture(): Posture; world(): World };
  changes: { recent(limit: number): readonly Change[] };
  /** `reasons`: why what is served may not be the present. */
  vitals(): { reasons: Message[] };
}): OlderDocuments {
  const { collector, changes, vitals } = parts;
  const present = (): Present => ({
    posture: collector.posture(),
    world: collector.world(),
    doubt: vitals().reasons.map(text),
  });
  const now = () => collector.world().now;
  const ts = () => instant(now());
  return {
    health: () => ({ status: 'ok', service: 'mission-control', ts: ts() }),
    status: () => olderStatus(present()),
    agents: () => ({ ts: ts(), agents: olderAgents(present()) }),
    agent(name) {
      const agent = olderAgentOf(present(), name);
      return agent === null ? null : { ts: ts(), agent };
    },
    safety: () => olderSafety(present()),
    events: (limit) => olderEvents(changes.recent(limit), limit, now()),
  };
}
