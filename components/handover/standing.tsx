/** How things stood when it was made: execution, what is red, what is to be done, and what was not seen. */
import type { Standing as StandingOf } from '#lib/wire/handover.ts';
import type { Action } from '#lib/wire/posture.ts';
import { Panel } from '../panel/panel.tsx';
import { Verdict, VerdictShape } from '../verdict/verdict.tsx';
import { RunbookLink } from './runbook-link.tsx';
import { dayTime, pastVerdict, timeBy } from './words.ts';

interface StandingProps {
  standing: StandingOf | null;
  open: readonly Action[] | null;
  /** The end of the shift. */
  to: string;
}

export function Standing({ standing, open, to }: StandingProps) {
  return (
    <Panel id="standing" title="As it stood" note={`at ${dayTime(to)}; the past tense is meant`}>
      {standing === null || open === null ? (
        <p className="handover-line" data-testid="handover-not-known">
          ◇ <b>Not known.</b> Nobody watched at the end of this time: what is open then, and what execution
          was, is not told.
        </p>
      ) : (
        <>
          <Execution standing={standing} to={to} />
          <Open open={open} to={to} />
          <Agents agents={standing.agents} />
          <Unseen unseen={standing.unseen} />
        </>
      )}
    </Panel>
  );
}

function Execution({ standing: { execution }, to }: { standing: StandingOf; to: string }) {
  const { outcome, verdict, headline, since } = execution;
  const shown = pastVerdict(verdict);
  return (
    <p className={`handover-line handover-execution tone-${shown === 'bad' ? 'bad' : 'unk'}`}>
      <span data-testid="handover-execution" data-outcome={outcome}>
        <VerdictShape verdict={shown} size={14} /> <b>{headline}</b>
      </span>
      <span className="handover-aside">
        {outcome.replaceAll('-', ' ')} since {timeBy(since, to)} ET
      </span>
    </p>
  );
}

const PAGING: Readonly<Record<Action['paging'], string>> = {
  firing: 'paging',
  pending: 'not paging yet',
  symptom: 'no rule pages',
  held: 'held back: pages when its gate opens',
};

function Open({ open, to }: { open: readonly Action[]; to: string }) {
  if (open.length === 0) return <p className="handover-line">Nothing was open that the console knows of.</p>;
  return (
    <ul className="handover-list" aria-label="Open">
      {open.map((action) => (
        <li key={action.id} className="handover-line" data-testid={`handover-open-${action.id}`}>
          <Verdict verdict={pastVerdict(action.verdict)} word={action.severity} />
          <span className="handover-what">
            <b>{action.title}</b> {action.agent !== null && <span className="machine">{action.agent}</span>}
            <span className="handover-why">{action.detail}</span>
          </span>
          <span className="handover-aside">
            {action.since !== null && `since ${timeBy(action.since, to)} ET, `}
            {PAGING[action.paging]}
            {action.runbook !== null && <RunbookLink slug={action.runbook.slug} of={action.title} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Agents({ agents }: Pick<StandingOf, 'agents'>) {
  if (agents.length === 0) return null;
  return (
    <ul className="handover-list" aria-label="Agents that were not good">
      {agents.map(({ name, verdict, state, reason }) => (
        <li key={name} className="handover-line" data-testid={`handover-agent-${name}`}>
          <Verdict verdict={verdict} word={state} />
          <span className="handover-what">
            <a className="machine" href={`/agents/${name}`}>
              {name}
            </a>
            <span className="handover-why">{reason}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Unseen({ unseen }: Pick<StandingOf, 'unseen'>) {
  if (unseen.length === 0) return null;
  return (
    <ul className="handover-list" aria-label="Sources that were not seen">
      {unseen.map(({ label, why }) => (
        <li key={label} className="handover-line">
          <Verdict verdict="unknown" word="Not seen" />
          <span className="handover-what">
            {label}
            <span className="handover-why">{why}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
