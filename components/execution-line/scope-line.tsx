/** What was searched for the verdict, always there; marked if a part was not. */

import { VerdictShape } from '#components/verdict/verdict.tsx';
import { isNarrowed, scopeText } from '#lib/messages/status/scope.ts';
import type { ExecutionScope } from '#lib/status/scope.ts';

export function ScopeLine({ scope }: { scope: ExecutionScope }) {
  const narrowed = isNarrowed(scope);
  return (
    <p className="execution-scope" data-testid="execution-scope" data-narrowed={narrowed}>
      {narrowed && <VerdictShape verdict="attention" size={12} />}
      {scopeText(scope)}
    </p>
  );
}
