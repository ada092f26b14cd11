/** State of rules and cadence in a runbook. */
'use client';

import { EasternTime } from '#components/age/eastern-time.tsx';
import { type CadenceItem, wordOf } from '#components/cadence/summary.ts';
import { usePosture } from '#components/live/live.tsx';
import { clockMinute } from '#lib/format/clock.ts';
import { cadenceItemText } from '#lib/messages/status/cadence-item.ts';
import { ruleText } from '#lib/messages/status/rule.ts';
import { text } from '#lib/messages/text.ts';
import { ESCALATION_WORDS } from '../escalations/labels.ts';
import { Frame, Listing, Row } from './live-frame.tsx';

export function LiveEscalation({ id }: { id: string }) {
  const rule = usePosture().escalations.find((r) => r.id === id);
  if (rule === undefined)
    return (
      <Frame id={id} title={id} verdict="unknown" word="Not looked for">
        <p>The plan in force has no rule of this id.</p>
      </Frame>
    );
  const { because } = ruleText(rule);
  return (
    <Frame id={id} title={rule.title} verdict={rule.verdict} word={ESCALATION_WORDS[rule.state]}>
      {because !== '' && <p>{because}</p>}
      <dl>
        {rule.since !== null && (
          <Row term="Since">
            <span className="machine">
              <EasternTime at={rule.since} />
            </span>
          </Row>
        )}
        {rule.agent !== null && (
          <Row term="Who">
            <span className="machine break-anywhere">{rule.agent}</span>
          </Row>
        )}
        <Row term="Pages as">{rule.priority}</Row>
      </dl>
    </Frame>
  );
}

/** The items of the session by their ids in the plan. An item without evidence reads as such. */
export function LiveCadence({ ids }: { ids: readonly string[] }) {
  const { items, date, note } = usePosture().cadence;
  const shown = items.filter((item) => ids.includes(planItemOf(item)));
  return (
    <Listing
      id="cadence"
      title={date === null ? 'Cadence' : `Cadence of ${date}`}
      rows={shown.map((item) => ({
        key: item.id,
        label: `${clockMinute(item.at)} ${item.title}`,
        href: `/cadence#${item.id}`,
        verdict: item.verdict,
        word: wordOf(item),
        reason: cadenceItemText(item) || text(note),
      }))}
    />
  );
}

const planItemOf = ({ id }: CadenceItem): string => id.split('@')[0] ?? id;
