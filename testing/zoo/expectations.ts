/** What a case expects, compared with what the console said. */

import { upOf } from '#lib/evaluate/agents/up.ts';
import { FAILURE_STATES } from '#lib/vocabulary.ts';
import type { Expected, Said } from './case.ts';
import type { Posture } from './run.ts';

const STATES: readonly string[] = FAILURE_STATES;

/** One expected thing, what was said of it, and if that is as expected. */
interface Compared {
  what: string;
  wanted: string;
  said: string;
  holds: boolean;
}

/** Whatever is not as a case expects it, of what was said after each second. */
export function faults({ until, during, ...last }: Timed, said: readonly Posture[]): string[] {
  const end = { at: until, posture: said.at(-1), ...last };
  const earlier = during.map((then) => ({ posture: said[then.at - 1], ...then }));
  return [...earlier, end].flatMap(({ at, posture, say, mustNot }) => {
    if (posture === undefined) return [`nothing was said at ${at} s`];
    const found = [
      ...(say === undefined ? [] : missing(say, posture)),
      ...(mustNot === undefined ? [] : forbidden(mustNot, posture)),
    ];
    return found.map((fault) => `at ${at} s, ${fault}`);
  });
}

interface Timed extends Expected {
  until: number;
  during: readonly ({ at: number } & Expected)[];
}

/** Each expected thing that was said otherwise, in words. */
function missing(wanted: Said, posture: Posture): string[] {
  return compared(wanted, posture)
    .filter(({ holds }) => !holds)
    .map(({ what, wanted: right, said }) => `${what}: wanted ${right}, said ${said}`);
}

/** Each thing that must not be said and was. */
function forbidden(unwanted: Said, posture: Posture): string[] {
  return compared(unwanted, posture)
    .filter(({ holds }) => holds)
    .map(({ what, said }) => `${what}: must not be ${said}`);
}

function compared(wanted: Said, posture: Posture): Compared[] {
  const { execution, actions, agents, failures, escalations, sources, undeclared } = posture;
  const among = (what: string, right: readonly string[], said: string | undefined): Compared => ({
    what,
    wanted: right.join(' or '),
    said: said ?? 'nothing',
    holds: said !== undefined && right.includes(said),
  });
  const named = JSON.stringify([execution.proofs, agents.filter(({ verdict }) => verdict !== 'good')]);
  const scope = JSON.stringify(execution.scope);
  return [
    ...(wanted.execution === undefined ? [] : [among('execution', wanted.execution, execution.outcome)]),
    ...Object.entries(wanted.proofs).flatMap(([id, right]) => {
      const said = execution.proofs.find((proof) => proof.id === id);
      const code = right?.code === undefined ? [] : [among(`code of ${id}`, [right.code], said?.code)];
      return [among(`proof ${id}`, right?.verdict ?? [], said?.verdict), ...code];
    }),
    ...Object.entries(wanted.agents).map(([name, right]) =>
      among(`agent ${name}`, right, agents.find((agent) => agent.name === name)?.verdict),
    ),
    ...Object.entries(wanted.up).map(([name, right]) => {
      const row = agents.find((agent) => agent.name === name);
      return among(`up of ${name}`, right, row && upOf(row));
    }),
    ...Object.entries(wanted.failures).map(([id, right]) => {
      const said = failures.find((failure) => failure.id === id);
      return among(
        `failure ${id}`,
        right,
        right.some((r) => STATES.includes(r)) ? said?.state : said?.verdict,
      );
    }),
    ...Object.entries(wanted.rules).map(([id, right]) =>
      among(`rule ${id}`, right, escalations.find((rule) => rule.id === id)?.state),
    ),
    ...Object.entries(wanted.sources).map(([id, right]) =>
      among(`source ${id}`, right, sources.find((source) => source.id === id)?.verdict),
    ),
    ...(wanted.calm === undefined ? [] : [among('calm', [String(wanted.calm)], String(isCalm(posture)))]),
    ...wanted.undeclared.map((name) =>
      among('undeclared', [name], undeclared.find((workload) => workload.name === name)?.name),
    ),
    ...wanted.actions.map((name) =>
      among('action for', [name], actions.find(({ agent }) => agent === name)?.agent ?? undefined),
    ),
    ...wanted.scope.map((text) => among('scope', [text], scope.includes(text) ? text : undefined)),
    ...wanted.names.map((text) => among('named', [text], named.includes(text) ? text : undefined)),
  ];
}

function isCalm({ actions, undeclared, sources }: Posture): boolean {
  return actions.length + undeclared.length === 0 && sources.every(({ verdict }) => verdict !== 'unknown');
}

/** In a line: the outcome, the proofs that do not hold, and the agents that are not good. */
export function summary(posture: Posture | undefined): string {
  if (posture === undefined) return 'nothing was said';
  const { execution, agents, failures } = posture;
  const proofs = execution.proofs.filter(({ verdict }) => !/good|not-applicable/.test(verdict));
  const others = agents.filter((a) => !a.leftOpenByPlan && !/good|off|not-applicable/.test(a.verdict));
  const present = failures.filter(({ verdict }) => verdict !== 'good');
  const list = [...proofs, ...others, ...present].map(
    ({ id, verdict, code, params }) => `  ${id} ${verdict} ${code} ${JSON.stringify(params).slice(0, 300)}`,
  );
  return [`said: ${execution.outcome}`, ...list].join('\n');
}
