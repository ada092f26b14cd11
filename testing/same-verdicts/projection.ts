/**
 * What is compared of a posture: its verdicts, outcomes and states, by what they are said of. Texts are left out on
 * purpose: they may be said otherwise and mean the same. The schema knows these paths alone, so that postures of any
 * version that has them can be read; one that lacks a path is refused, since what is not read is not compared.
 */
import { z } from 'zod';
import { wordNow } from './words.ts';

const verdict = z.string();
const judged = z.object({ id: z.string(), verdict });

const saidSchema = z.object({
  market: z.object({ state: z.string() }),
  execution: z.object({ outcome: z.string(), verdict, proofs: z.array(judged) }),
  actions: z.array(
    z.object({ severity: z.string(), agent: z.string().nullable(), paging: z.string(), verdict }),
  ),
  escalations: z.array(judged.extend({ state: z.string(), priority: z.string() })),
  cadence: z.object({ items: z.array(judged.extend({ state: z.string() })) }),
  agents: z.array(z.object({ name: z.string(), verdict })),
  undeclared: z.array(z.object({ kind: z.string(), namespace: z.string(), name: z.string() })),
  failures: z.array(judged.extend({ state: z.string() })),
  sources: z.array(judged),
  permissions: z.object({ verdict }),
});
type Said = z.infer<typeof saidSchema>;

/** Each subject with what is said of it, in words that are the same on both sides. */
export type Words = Record<string, string>;

/** One subject and what is said of it. */
export type Line = readonly [subject: string, words: string];

/**
 * The projection of a posture, or of what judgement says before it is one. Subjects in no order of importance.
 * @throws where it lacks one of the paths, or says two things of one subject.
 */
export function wordsOf(posture: unknown): Words {
  const said = saidSchema.parse(posture);
  return unique([...bySubject(said), ...actionLines(said), ...orderLines(said)]);
}

/** The same as it is followed over time: places in a list say nothing then, for each that comes or goes moves others. */
export function wordsBySubject(posture: unknown): Words {
  const said = saidSchema.parse(posture);
  return unique([...bySubject(said), ...actionsByAgent(said)]);
}

function bySubject(said: Said): Line[] {
  const { execution } = said;
  return [
    ['market', said.market.state],
    ['execution', `${execution.outcome}, ${execution.verdict}`],
    ...execution.proofs.map((p): Line => [`proof ${p.id}`, p.verdict]),
    ...said.agents.map((a): Line => [`agent ${a.name}`, a.verdict]),
    ...said.failures.map((f): Line => [`failure ${f.id}`, `${f.state}, ${f.verdict}`]),
    ...said.escalations.map(
      ({ id, state, priority, verdict }): Line => [
        `escalation ${id}`,
        `${wordNow('escalation state', state)}, ${priority}, ${verdict}`,
      ],
    ),
    ...said.cadence.items.map((i): Line => [`cadence ${i.id}`, `${i.state}, ${i.verdict}`]),
    ...said.undeclared.map((u): Line => [`undeclared ${u.kind}/${u.namespace}/${u.name}`, 'there']),
    ...said.sources.map((s): Line => [`source ${s.id}`, s.verdict]),
    ['permissions', said.permissions.verdict],
  ];
}

/** An action has no name that would stay the same: its place is its subject. */
function actionLines({ actions }: Said): Line[] {
  return actions.map((a, i) => [`action ${i + 1}`, `${a.severity} ${a.agent ?? 'nobody'}, ${pagingOf(a)}`]);
}

/** What is to be done about whom, wherever it stands. */
function actionsByAgent({ actions }: Said): Line[] {
  const named = Map.groupBy(actions, (a) => `actions ${a.severity} ${a.agent ?? 'nobody'}`);
  return [...named].map(([name, those]) => [name, those.map(pagingOf).sort().join(' and ')]);
}

function pagingOf({ paging, verdict }: Said['actions'][number]): string {
  return `${wordNow('action paging', paging)} ${verdict}`;
}

/** Lists are ranked by what is said in them, so that their order is a judgement too. */
function orderLines(said: Said): Line[] {
  return [
    ['order of agents', said.agents.map((a) => a.name).join(' ')],
    ['order of escalations', said.escalations.map((e) => e.id).join(' ')],
  ];
}

/** Lines as an object. @throws where a subject is there twice: one of the two would not be compared. */
export function unique(lines: readonly Line[]): Words {
  const words = Object.fromEntries(lines);
  const twice = lines.find(([subject], i) => lines.findIndex(([other]) => other === subject) !== i);
  if (twice !== undefined) throw new Error(`${twice[0]} is said twice`);
  return words;
}
