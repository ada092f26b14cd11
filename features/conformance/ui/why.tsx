/** Why a rule stands as it does for one agent: opened by its cell, closed by Escape or a click beside it. */

import { memo } from 'react';
import { EasternTime } from '#components/age/eastern-time.tsx';
import { runbookAt } from '#components/runbook/sections.ts';
import type { ContractCell, ContractsDocument } from '../document.ts';
import { cellText } from '../index.ts';
import { LiveMark } from './mark.tsx';

type Rule = ContractsDocument['rules'][number];

/** More than this is a list for the API, not for a glance. */
const EVIDENCE_SHOWN = 8;

export function whyId(agent: string, rule: string): string {
  return `why-${agent}-${rule}`;
}

interface WhyProps {
  agent: string;
  rule: Rule;
  cell: ContractCell;
  past: boolean;
}

export const Why = memo(function Why({ agent, rule, cell, past }: WhyProps) {
  const id = whyId(agent, rule.id);
  const more = cell.evidence.length - EVIDENCE_SHOWN;
  return (
    <div
      id={id}
      popover="auto"
      className="evidence-box contract-why"
      role="dialog"
      aria-labelledby={`${id}-title`}
    >
      <p className="contract-why-agent machine">{agent}</p>
      <h3 id={`${id}-title`}>{rule.title}</h3>
      <LiveMark of={cell} past={past} />
      <p className="contract-why-text break-anywhere">{cellText(cell).why}</p>
      {cell.evidence.length > 0 && (
        <ul className="contract-evidence">
          {cell.evidence.slice(0, EVIDENCE_SHOWN).map((e) => (
            <li key={`${e.subject} ${e.value}`}>
              <span className="machine break-anywhere">{e.value}</span>
              <span className="faint">
                {e.subject}
                {e.at !== null && (
                  <>
                    , read <EasternTime at={e.at} />
                  </>
                )}
              </span>
            </li>
          ))}
          {more > 0 && <li className="faint">and {more} more at /api/v1/contracts</li>}
        </ul>
      )}
      {cell.state === 'broken' && rule.runbook !== null && (
        <p>
          <a href={runbookAt(rule.runbook.slug, 'checks')}>Open runbook: {rule.runbook.title}</a>
        </p>
      )}
      <p className="faint contract-why-source">Rule: {rule.source}</p>
      <button type="button" className="button" popoverTarget={id} popoverTargetAction="hide">
        Close
      </button>
    </div>
  );
});
