/** Every rule of the plan's escalation and how it stands: firing, counting down, held back and by what, or why not. */
'use client';

import { memo } from 'react';
import { ClearFor } from '#components/age/clear-for.tsx';
import { EasternTime } from '#components/age/eastern-time.tsx';
import { formatDuration } from '#lib/format/duration.ts';
import { ruleText } from '#lib/messages/status/rule.ts';
import type { RuleStatus } from '#lib/status/rule-status.ts';
import { Countdown } from '../age/countdown.tsx';
import { usePosture } from '../live/live.tsx';
import { Tense } from '../live/tense.tsx';
import { Panel } from '../panel/panel.tsx';
import { runbookAt } from '../runbook/sections.ts';
import { toneOf, Verdict } from '../verdict/verdict.tsx';
import { ESCALATION_WORDS } from './labels.ts';

export function Escalations() {
  const { escalations } = usePosture();
  return (
    <Panel id="escalations" title="Escalation" note="every rule: whom it pages, when, or why not">
      <ul className="escalations">
        {escalations.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </ul>
    </Panel>
  );
}

const Rule = memo(function Rule({ rule }: { rule: RuleStatus }) {
  const word = ESCALATION_WORDS[rule.state];
  return (
    <li
      className={`escalation row-${toneOf(rule.verdict)}`}
      data-testid={`escalation-${rule.id}`}
      data-state={rule.state}
      data-verdict={rule.verdict}
    >
      <Tense
        now={<Verdict verdict={rule.verdict} word={word} />}
        past={<Verdict verdict="unknown" word={`was ${word}`} />}
      />
      <b className="machine">{rule.priority}</b>
      <span className="escalation-what">
        <b>{rule.title}</b>
        <span className="escalation-why">{ruleText(rule).because}</span>
      </span>
      <span className="escalation-when">
        <When rule={rule} />
        {rule.clear !== undefined && <ClearFor clear={rule.clear} />}
        <span className="faint">
          {rule.forSeconds === 0 ? 'at once' : `after ${formatDuration(rule.forSeconds * 1_000)}`}
          {rule.during === 'always' ? ', at any hour' : ', in market hours'}
        </span>
      </span>
      {rule.runbook !== null && (
        <a className="button" href={runbookAt(rule.runbook.slug, 'escalation')}>
          Runbook<span className="spoken">: {rule.title}</span>
        </a>
      )}
    </li>
  );
});

/** `firesAt` is there for every rule that fires or will, `since` for every one whose condition holds. */
function When({ rule }: { rule: RuleStatus }) {
  const { state, since, firesAt, gate } = rule;
  switch (state) {
    case 'firing':
      return (
        <span>
          paging since <EasternTime at={firesAt ?? ''} />
        </span>
      );
    case 'pending':
      if (rule.clear !== undefined) return null;
      return (
        <Tense
          now={
            <>
              pages in{' '}
              <b className="card-count">
                <Countdown to={firesAt} />
              </b>
            </>
          }
          past={
            <>
              was to page at <EasternTime at={firesAt ?? ''} />
            </>
          }
        />
      );
    case 'waiting':
      return (
        <span>
          since <EasternTime at={since ?? ''} />, held by {ruleText(rule).gate}
          {gate?.opensAt != null && (
            <>
              {' '}
              to <EasternTime at={gate.opensAt} minute />
            </>
          )}
        </span>
      );
    default:
      return null;
  }
}
