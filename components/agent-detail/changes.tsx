/** What changed lately, newest first: what an on-call asks first about anything red. */

import { EasternTime } from '#components/age/eastern-time.tsx';
import { Panel } from '#components/panel/panel.tsx';
import type { AgentDetail } from '#lib/documents/agent-detail.ts';
import { text } from '#lib/messages/text.ts';

export function Changes({ changes, agent }: { changes: AgentDetail['changes']; agent: string }) {
  return (
    <Panel id="changes" title="What changed" note="newest first, since the console started">
      {changes.length === 0 ? (
        <p className="empty">Nothing changed that the console saw.</p>
      ) : (
        <ol className="change-list">
          {changes.map((change) => (
            <li key={`${change.at} ${change.subject} ${text(change.what)}`}>
              <time className="machine" dateTime={change.at}>
                <EasternTime at={change.at} />
              </time>
              <span>
                {change.subject !== agent && <span className="faint">{change.subject}: </span>}
                {text(change.what)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
