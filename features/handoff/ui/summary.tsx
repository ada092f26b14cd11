/** Summary at creation: execution, red subjects, actions and unavailable sources. */

import { Panel } from '#components/panel/panel.tsx';
import { Verdict, VerdictShape } from '#components/verdict/verdict.tsx';
import { dayTime } from '#lib/format/clock.ts';
import { actionText } from '#lib/messages/status/action.ts';
import type { Action } from '#lib/posture.ts';
import type { Summary as StandingOf } from '../document.ts';
import { pastVerdict, timeBy } from './labels.ts';
import { HandedRow, Why } from './row.tsx';
import { RunbookLink } from './runbook-link.tsx';

interface StandingProps {
  standing: StandingOf | null;
  open: readonly Action[] | null;
  /** The end of the shift. */
  to: string;
}

export function Summary({ standing, open, to }: StandingProps) {
  return (
    <Panel id="standing" title="As it stood" note={`at ${dayTime(to)}, which is past`}>
      {standing === null || open === null ? (
        <p className="handover-line" data-testid="handover-not-known">
          ◇ <b>Not known.</b> Nobody watched the end of this time: what was open then, and what execution was,
          cannot be told.
        </p>
      ) : (
        <>
          <Execution standing={standing} to={to} />
          {open.length === 0 && (
            <p className="handover-line">Nothing was to be done that the console knew of.</p>
          )}
          <ul className="handover-list" aria-label="Open, and not good">
            {open.map((action) => (
              <Open key={action.id} action={action} to={to} />
            ))}
            {standing.agents.map(({ name, verdict, state, reason }) => (
              <HandedRow key={name} id={`agent-${name}`} mark={<Verdict verdict={verdict} word={state} />}>
                <a className="machine" href={`/agents/${name}`}>
                  {name}
                </a>
                <Why>{reason}</Why>
              </HandedRow>
            ))}
            {standing.unseen.map(({ label, why }) => (
              <HandedRow key={label} id="unseen" mark={<Verdict verdict="unknown" word="Not seen" />}>
                {label}
                <Why>{why}</Why>
              </HandedRow>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Execution({ standing: { execution }, to }: { standing: StandingOf; to: string }) {
  const { outcome, verdict, headline, since, searched } = execution;
  const shown = pastVerdict(verdict);
  return (
    <p className={`handover-line handover-execution tone-${shown === 'bad' ? 'bad' : 'unk'}`}>
      <span data-testid="handover-execution" data-outcome={outcome}>
        <VerdictShape verdict={shown} size={14} /> <b>{headline}</b>
      </span>
      <span className="handover-aside">
        {outcome.replaceAll('-', ' ')} since {timeBy(since, to)} ET{searched !== null && ` · ${searched}`}
      </span>
    </p>
  );
}

const PAGING: Readonly<Record<Action['paging'], string>> = {
  firing: 'paging',
  pending: 'not paging yet',
  symptom: 'no rule pages',
  waiting: 'held back',
};

function Open({ action, to }: { action: Action; to: string }) {
  const { id, severity, verdict, agent, since, paging, runbook } = action;
  const { title, detail } = actionText(action);
  return (
    <HandedRow
      id={`open-${id}`}
      state={paging}
      mark={<Verdict verdict={pastVerdict(verdict)} word={`${severity} open`} />}
      aside={
        <>
          {since !== null && <span className="handover-since-when">since {timeBy(since, to)} ET</span>}
          {PAGING[paging]}
        </>
      }
    >
      <b>{title}</b> {agent !== null && <span className="machine">{agent}</span>}
      <Why>{detail}</Why>
      {runbook !== null && <RunbookLink slug={runbook.slug} of={title} />}
    </HandedRow>
  );
}
