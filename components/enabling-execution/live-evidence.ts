/** Part of the posture beside a line of evidence. Pure. */

import { agentText } from '#lib/messages/status/agent.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import type { LiveEvidence, ProofId, Verdict } from '#lib/vocabulary.ts';

export interface EvidenceRow {
  key: string;
  label: string;
  href: string | null;
  verdict: Verdict;
  word: string;
  reason: string;
}

export const EVIDENCE_TITLES: Readonly<Record<LiveEvidence, string>> = {
  'halt-switches': 'Kill switch as read now',
  marketdata: 'Heartbeats of market data now',
  'critical-agents': 'P0 agents now, by the console; the report itself is for people to read',
};

const HALT_PROOF = 'halt-switches' satisfies ProofId;

/**
 * The rows for one kind of evidence. Nothing here is drawn as good: what is well now would read as a requirement that is
 * fulfilled, and none is by that.
 */
export function evidenceRows(posture: Posture, shows: LiveEvidence): EvidenceRow[] {
  switch (shows) {
    case 'halt-switches':
      return posture.execution.proofs
        .filter(({ id }) => id === HALT_PROOF)
        .map((proof) => {
          const { label, value: word, detail: reason } = proofText(proof);
          return { key: proof.id, label, href: null, verdict: plain(proof.verdict), word, reason };
        });
    case 'marketdata':
      return posture.agents.filter((a) => a.heartbeatLimitSeconds !== null && isCritical(a)).map(agentRow);
    case 'critical-agents':
      return posture.agents.filter(isCritical).map(agentRow);
  }
}

const isCritical = ({ criticality }: AgentPosture): boolean => criticality === 'P0';

function agentRow(agent: AgentPosture): EvidenceRow {
  const { name, verdict } = agent;
  const { state, reason } = agentText(agent);
  return { key: name, label: name, href: `/agents/${name}`, verdict: plain(verdict), word: state, reason };
}

function plain(verdict: Verdict): Verdict {
  return verdict === 'good' || verdict === 'expected-off' ? 'not-applicable' : verdict;
}
