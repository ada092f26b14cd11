/** The legacy API's documents, made on request. They send no request. */

import type { Change } from '#lib/documents/agent-detail.ts';
import type { World } from '#lib/evaluate/base/input.ts';
import { instant } from '#lib/format/instant.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import type { LegacyAgent, LegacyEvents, LegacyHealth, LegacySafety, LegacyStatus } from '../document.ts';
import { legacyAgentOf, legacyAgents, legacyEvents, legacySafety, legacyStatus } from '../model/documents.ts';
import type { Present } from '../model/present.ts';

export interface LegacyDocuments {
  health(): LegacyHealth;
  status(): LegacyStatus;
  agents(): { ts: string; agents: LegacyAgent[] };
  /** `null`: no agent of their kinds is called so. */
  agent(name: string): { ts: string; agent: LegacyAgent } | null;
  safety(): LegacySafety;
  /** The newest changes, at most so many. */
  events(limit: number): LegacyEvents;
}

export function makeLegacyDocuments(parts: {
  collector: { posture(): Posture; world(): World };
  changes: { recent(limit: number): readonly Change[] };
  /** `reasons`: why what is served may not be the present. */
  vitals(): { reasons: Message[] };
}): LegacyDocuments {
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
    status: () => legacyStatus(present()),
    agents: () => ({ ts: ts(), agents: legacyAgents(present()) }),
    agent(name) {
      const agent = legacyAgentOf(present(), name);
      return agent === null ? null : { ts: ts(), agent };
    },
    safety: () => legacySafety(present()),
    events: (limit) => legacyEvents(changes.recent(limit), limit, now()),
  };
}
