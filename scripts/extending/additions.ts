/** One failure mode, one conformance rule and one probe kind, as somebody would add them. */

export interface Extension {
  /** Its row in the README's table. */
  row: string;
  /** The file that is new. */
  file: { path: string; text: string };
  /** The lines that go into files that are there, each before another line. */
  lines: readonly { path: string; before: string; line: string }[];
}

const jobFailed: Extension = {
  row: 'a failure mode',
  file: {
    path: 'lib/evaluate/failures/job-failed.ts',
    text: `/** A Job of the mesh that failed. */

import { valuesOf } from '../../facts/ledger.ts';
import { meshAvailability } from '../base/availability.ts';
import { absent, type FailureDetect, failure, unavailable } from './failure.ts';

export const detectJobFailed: FailureDetect = ({ world }) => {
  const failed = valuesOf(world.ledger, 'workload').filter((w) => w.finished === 'failed');
  const availability = meshAvailability(world, ['Job']);
  const jobs = failed.map((w) => w.name);
  if (jobs.length > 0) return failure('jobs-failed', { who: jobs }, { jobs });
  return availability.available ? absent() : unavailable(availability.why);
};
`,
  },
  lines: [
    {
      path: 'lib/evaluate/failures/registry.ts',
      before: "import { detectResourcePressure } from './resource-pressure.ts';",
      line: "import { detectJobFailed } from './job-failed.ts';",
    },
    {
      path: 'lib/evaluate/failures/registry.ts',
      before: "    'console-blind': detectConsoleBlind,",
      line: "    'job-failed': detectJobFailed,",
    },
    {
      path: 'lib/messages/failures.ts',
      before: "  'not-looked-for': {",
      line: "  'jobs-failed': { verdict: 'bad', names: 3, because: (p: { jobs: readonly string[] }) => ['failed', listed(p.jobs)].join(': ') },",
    },
  ],
};

const hasOwner: Extension = {
  row: 'a conformance rule',
  file: {
    path: 'lib/evaluate/conformance/rules/has-owner.ts',
    text: `/** Somebody owns the agent. */

import { ownerOf } from '../../../plan/people.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';

export const hasOwner: ConformanceRule = {
  id: 'has-owner',
  title: 'Somebody owns it',
  source: 'docs/contracts.md, owners',
  applies: () => true,
  check: ({ agent, readAt }) =>
    readAt === null
      ? { state: 'cannot-see', why: say('conform-no-spec'), evidence: [] }
      : { state: agent.owner === null ? 'broken' : 'holds', why: say('conform-owner', { owner: ownerOf(agent)?.name ?? null }), evidence: [] },
};
`,
  },
  lines: [
    {
      path: 'lib/evaluate/conformance/registry.ts',
      before: "import { heartbeatFresh } from './rules/heartbeat-fresh.ts';",
      line: "import { hasOwner } from './rules/has-owner.ts';",
    },
    {
      path: 'lib/evaluate/conformance/registry.ts',
      before: '  hygiene(resources),\n',
      line: '  hygiene(hasOwner),',
    },
    {
      path: 'lib/evaluate/conformance/messages.ts',
      before: "  'conform-not-asked-of-it':",
      line: "  'conform-owner': (p: { owner: string | null }) => p.owner ?? 'the plan names no owner',",
    },
  ],
};

const queueDepth: Extension = {
  row: 'a probe kind',
  file: {
    path: 'lib/contracts/queue-depth.ts',
    text: `/** \`GET /queue\`: how much waits, and when the queue was last worked. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, instant, type Said } from './contract.ts';
import { asBoolean, asNumber, asTime, Fields } from './fields.ts';
import { evidenceWith, noEvidence, notReadable, type ParseResult, type Reply } from './parse-result.ts';

const says = {
  contract: z.literal('queue-depth'),
  depth: z.number(),
  full: z.boolean(),
  workedAt: instant.nullable(),
};

function readQueueDepth({ status, json, askedAt }: Reply): ParseResult<Said<typeof says>> {
  const body = new Fields(json, askedAt);
  if (!body.has('depth') || !body.has('full')) return noEvidence(status, 'queue-depth');
  const [depth, full] = [body.need('depth', asNumber), body.need('full', asBoolean)];
  const workedAt = body.read('worked_at', asTime, 'beat');
  if (depth === null || full === null) return notReadable(body.unreadable);
  return evidenceWith({ contract: 'queue-depth', depth, full, workedAt }, body.unreadable);
}

export const queueDepth = contract({
  says,
  read: readQueueDepth,
  finding: ({ full, depth }) =>
    full ? { code: 'degraded', params: { reason: say('probe-queue-full', { depth }) } } : null,
  beat: { of: 'process', at: ({ workedAt }) => workedAt },
});
`,
  },
  lines: [
    {
      path: 'lib/contracts/registry.ts',
      before: "import { readiness } from './readiness.ts';",
      line: "import { queueDepth } from './queue-depth.ts';",
    },
    {
      path: 'lib/contracts/registry.ts',
      before: "  'nats-health': natsHealth,",
      line: "  'queue-depth': queueDepth,",
    },
    {
      path: 'lib/messages/probes.ts',
      before: "  'probe-calls-unready':",
      line: "  'probe-queue-full': (p: { depth: number }) => 'the queue is full: '.concat(String(p.depth)),",
    },
    {
      path: 'lib/messages/probes.ts',
      before: "  readiness: 'a readiness',",
      line: "  'queue-depth': 'the depth of a queue',",
    },
  ],
};

export const ADDED: readonly Extension[] = [jobFailed, hasOwner, queueDepth];

/** What makes the harbour's plan use them. */
export const PLAN_CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['detector: crashloop', 'detector: job-failed'],
  ['check: heartbeat-fresh', 'check: has-owner'],
  ['kind: marketdata-heartbeat', 'kind: queue-depth'],
];

/** Reads that plan and answers of its queue, and prints what is evaluated. */
export const EVALUATES = `
import { readFileSync } from 'node:fs';
import { interpretAnswer } from '#collectors/probes/interpret.ts';
import { conformanceOf } from '#features/conformance/model/conformance.ts';
import { cellText } from '#features/conformance/index.ts';
import { contractOf } from '#lib/contracts/registry.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { factSchema } from '#lib/facts/fact.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import { parsePlan } from '#server/plan-file.ts';
import { answered, calmFacts, NOW, SEEN, workload } from '#testing/samples/facts.ts';
import { evaluation } from '#testing/samples/evaluated.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';

const text = readFileSync('plan.yaml', 'utf8');
const { plan, problems } = parsePlan(text);
if (!plan) throw new Error(JSON.stringify(problems));
const slip = parsePlan(text.replace('detector: job-failed', 'detector: job-faild'));

const asked = { definition: contractOf('queue-depth'), answersAs: [], askedAt: SEEN, limitSeconds: 300, viaProxy: false, secret: null };
const said = (body) => {
  const { evidence } = interpretAnswer({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) }, asked);
  return answered('tide-feed', 'pulse', 'quayside/tide-feed-0', evidence.value).map((fact) => factSchema.parse(fact));
};
const probeOf = (body) => {
  const { agents } = evaluation(said(body), NOW, EMPTY_STATE, plan).said;
  const probe = agents.find((agent) => agent.name === 'tide-feed').probes[0];
  const { state, seen } = probeText(probe);
  return [probe.verdict, state, seen];
};

const facts = [
  ...calmFacts(),
  workload('tide-import', { namespace: 'quayside', kind: 'Job', finished: 'failed' }),
  workload('berth-planner', { namespace: 'quayside' }),
];
const failure = evaluation(facts, NOW, EMPTY_STATE, plan).said.failures.find(({ id }) => id === 'feed-crashing');
const world = { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(NOW), now: NOW };
const planner = conformanceOf(world, EMPTY_STATE).agents.find((agent) => agent.name === 'berth-planner');
const cell = planner.cells.find(({ rule }) => rule === 'has-owner');
console.log(JSON.stringify({
  failure: [failure.state, failure.verdict, failureText(failure).because],
  full: probeOf({ depth: 12, full: true, worked_at: new Date(SEEN).toISOString() }),
  stale: probeOf({ depth: 1, full: false, worked_at: new Date(NOW - 600_000).toISOString() }),
  cell: [cell.state, cellText(cell).why],
  slip: slip.problems.map(({ remedy }) => remedy),
}));
`;
