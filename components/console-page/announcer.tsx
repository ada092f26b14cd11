/** Changes for screen readers: execution at once, the rest at a pause. */
'use client';

import { agentText } from '#lib/messages/status/agent.ts';
import { useFrozen, usePosture } from '../live/live.tsx';

export function Announcer() {
  const { execution, agents } = usePosture();
  const frozen = useFrozen();
  const red = agents.filter((a) => a.verdict === 'bad').map((a) => `${a.name}: ${agentText(a).state}`);
  return (
    <div className="spoken">
      <div aria-live="assertive">
        {frozen
          ? 'This page is frozen. What it says may no longer be true.'
          : `Execution: ${execution.outcome.replaceAll('-', ' ')}`}
      </div>
      <div aria-live="polite">{red.length === 0 ? '' : `Red: ${red.join(', ')}`}</div>
    </div>
  );
}
