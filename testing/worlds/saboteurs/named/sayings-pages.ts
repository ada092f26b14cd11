/** Saboteurs that evaluate right and say something else of rules and actions, or not in the same way. */

import { knownValue } from '#lib/facts/ledger.ts';
import { named, type Said, saying } from '../saboteur.ts';

const rules = (change: (r: Said['escalations'][number]) => Partial<Said['escalations'][number]>) =>
  saying((said) => ({ ...said, escalations: said.escalations.map((r) => ({ ...r, ...change(r) })) }));
const actions = (change: (a: Said['actions'][number]) => Said['actions']) =>
  saying((said) => ({ ...said, actions: said.actions.flatMap(change) }));
export const OF_PAGES = [
  named(
    'never pages',
    'No rule ever holds.',
    rules(() => ({ state: 'inactive', since: null, firesAt: null })),
  ),
  named(
    'pages at once',
    'No rule waits for its time.',
    rules((r) => (r.state === 'pending' ? { state: 'firing' } : {})),
  ),
  named(
    'waiting never fires',
    'A rule that has lasted stays pending.',
    rules((r) => (r.state === 'firing' ? { state: 'pending' } : {})),
  ),
  named(
    'pages outside its hours',
    'No rule waits for the market.',
    rules((r) => (r.state === 'waiting' ? { state: 'firing' } : {})),
  ),
  named(
    'rules that cannot tell rest',
    'A rule without sight is inactive.',
    rules((r) => (r.state === 'cannot-tell' ? { state: 'inactive' } : {})),
  ),
  named(
    'a priority lower',
    'A rule fires one priority below its own.',
    rules((r) => ({ priority: r.priority === 'P0' ? 'P1' : 'P2' })),
  ),
  named(
    'rules since moved to now',
    'A rule has only just begun to hold.',
    saying((said, { now }) => ({
      ...said,
      escalations: said.escalations.map((r) =>
        r.since === null ? r : { ...r, since: new Date(now).toISOString() },
      ),
    })),
  ),
  named(
    'only P0 actions',
    'It lists nothing that is less than critical.',
    actions((a) => (a.severity === 'P0' ? [a] : [])),
  ),
  named(
    'no actions',
    'It lists nothing to do.',
    actions(() => []),
  ),
  named(
    'actions for another agent',
    'It sends people to an agent that is well.',
    saying((said) => ({
      ...said,
      actions: said.actions.map((a) => ({ ...a, agent: said.agents.at(-1)?.name ?? null })),
    })),
  ),
  named(
    'actions for nobody',
    'It does not say whom an action is about.',
    actions((a) => [{ ...a, agent: null }]),
  ),
  named(
    'no runbooks',
    'It does not say what to do.',
    actions((a) => [{ ...a, runbook: null }]),
  ),
  named(
    'actions page later',
    'What fires is listed as a symptom.',
    actions((a) => [{ ...a, paging: 'symptom', firesAt: null }]),
  ),
];

let calls = 0;
export const OF_FORM = [
  named(
    'is not the same twice',
    'The same input gives another answer.',
    saying((said) => ({
      ...said,
      nextCadence: null,
      practice: (calls++ & 1) === 0,
    })),
  ),
  named(
    'throws',
    'There is input that it cannot take.',
    saying((said, { ledger }) => {
      if (ledger.size > 7) throw new Error('a ledger that nobody thought of');
      return said;
    }),
  ),
  named(
    'calls a mesh a practice',
    'A real mesh is told as a practice one.',
    saying((said, { ledger }) => ({
      ...said,
      practice: knownValue(ledger, 'cluster', 'cluster')?.practice === false,
    })),
  ),
];
