/** One thing to do, with what it means for paging. */
'use client';

import { ClearFor } from '#components/age/clear-for.tsx';
import { EasternTime } from '#components/age/eastern-time.tsx';
import { timeBy } from '#lib/format/clock.ts';
import { between, formatAge } from '#lib/format/duration.ts';
import { actionText } from '#lib/messages/status/action.ts';
import type { Action, Contact as Person } from '#lib/posture.ts';
import { Countdown } from '../age/countdown.tsx';
import { Contact } from '../contact/contact.tsx';
import { Tense } from '../live/tense.tsx';
import { runbookAt } from '../runbook/sections.ts';
import { toneOf, VerdictShape } from '../verdict/verdict.tsx';

interface ActionCardProps {
  action: Action;
  /** Who is on call for its severity, by the plan. */
  call: Person | null;
  now: string;
  /** True if the key R opens its runbook. */
  keyed: boolean;
  /** The first card is the widest. */
  lead: boolean;
}

export function ActionCard({ action, call, now, keyed, lead }: ActionCardProps) {
  const tone = toneOf(action.verdict);
  const { title, detail, response } = actionText(action);
  return (
    <article
      className={`card card-${tone} ${lead ? 'card-lead' : ''}`}
      data-testid={`action-${action.id}`}
      data-paging={action.paging}
    >
      <h3 className={`tone-${tone}`}>
        <VerdictShape verdict={action.verdict} />
        {title}
      </h3>
      {action.agent !== null && <span className="card-agent machine">{action.agent}</span>}
      <p>{detail}</p>
      {response !== null && <p className="card-response">{response}</p>}
      <p className="card-call">
        Call for {action.severity}: <Contact person={call} />
      </p>
      <div className="card-row">
        {action.runbook !== null && (
          <a
            className={`button ${action.verdict === 'bad' ? 'button-act' : ''}`}
            href={runbookAt(action.runbook.slug, 'checks')}
          >
            Open runbook{keyed && <kbd>R</kbd>}
          </a>
        )}
        {action.since !== null && <Since since={action.since} now={now} />}
        <Paging action={action} />
        {action.clear !== undefined && (
          <span className="card-paging">
            <ClearFor clear={action.clear} />
          </span>
        )}
      </div>
    </article>
  );
}

function Since({ since, now }: { since: string; now: string }) {
  const age = between(since, now);
  return (
    <span className="card-since">
      since <span className="machine">{timeBy(since, now)}</span>
      {age !== null && <span className="faint">, {formatAge(age)}</span>}
    </span>
  );
}

function Paging({ action }: { action: Action }) {
  switch (action.paging) {
    case 'firing':
      return <b className="card-paging card-count">{action.severity} · page now</b>;
    case 'pending':
      if (action.clear !== undefined) return null;
      return (
        <Tense
          className="card-paging"
          now={
            <>
              pages as {action.severity} in{' '}
              <b className="card-count">
                <Countdown to={action.firesAt} />
              </b>
            </>
          }
          past={
            <>
              was to page at{' '}
              {action.firesAt === null ? 'a time not known' : <EasternTime at={action.firesAt} />}
            </>
          }
        />
      );
    case 'waiting':
      return <span className="card-paging">{action.severity} · held back, no page</span>;
    case 'symptom':
      return <span className="card-paging">{action.severity} · no rule pages for it</span>;
  }
}
