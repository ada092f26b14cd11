/** Whose names the commands of this page carry now. */
'use client';

import { usePosture } from '#components/live/live.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { agentText } from '#lib/messages/status/agent.ts';
import { affectedBy } from './affected.ts';

export function RunbookSubject({ slug }: { slug: string }) {
  const { agent, workload, pod } = affectedBy(usePosture(), slug);
  if (agent === null)
    return (
      <p className="runbook-subject">
        Nobody is seen to be affected: commands that need a name keep it open.
      </p>
    );
  return (
    <div className="runbook-subject" data-testid="runbook-subject">
      <p>Commands are filled in for</p>
      <p>
        <a className="machine" href={`/agents/${agent.name}`}>
          {agent.name}
        </a>{' '}
        <Verdict verdict={agent.verdict} word={agentText(agent).state} />
      </p>
      {workload !== null && (
        <p className="machine faint">
          {workload.kind} {workload.namespace}/{workload.name}
        </p>
      )}
      {pod !== null && <p className="machine faint">Pod {pod.name}</p>}
    </div>
  );
}
