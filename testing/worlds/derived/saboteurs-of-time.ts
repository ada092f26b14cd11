/** Wrong derivations of documents about a length of time. */

import { seriesName } from '#store/series-names.ts';
import { type Derivations, REAL } from './derivations.ts';
import { type Saboteur, saboteur } from './saboteur.ts';
import type { Timeline } from './timeline-of.ts';

type Up = (verdict: string, age: number | null, real: number | null) => number | null;

/** `up` of every agent, by a rule of its own. */
const upBy =
  (up: Up): Derivations['samples'] =>
  (plan, posture, now) => {
    const { at, values } = REAL.samples(plan, posture, now);
    const sampled = new Map(values);
    const changed = posture.agents.map(({ name, verdict }) => {
      const age = sampled.get(seriesName('heartbeat_age_seconds', name)) ?? null;
      const key = seriesName('up', name);
      return [key, up(verdict, age, sampled.get(key) ?? null)] as const;
    });
    return { at, values: [...new Map([...sampled, ...changed])] };
  };

const UP = [
  saboteur('up', 'up by age alone', {
    samples: upBy((_, age, real) => (age === null ? real : age <= 60 ? 1 : 0)),
  }),
  saboteur('up', 'up unless it is bad', { samples: upBy((verdict) => (verdict === 'bad' ? 0 : 1)) }),
  saboteur('up', 'unknown is down', { samples: upBy((verdict, _, real) => (verdict === 'good' ? real : 0)) }),
  saboteur('up', 'bad is not known', { samples: upBy((_, __, real) => (real === 0 ? null : real)) }),
  saboteur('up', 'never known', { samples: upBy(() => null) }),
  saboteur('up', 'the metric has a rule of its own', {
    metrics: (said) => REAL.metrics(said).map((g) => (g.name === 'agent_up' ? { ...g, value: 1 } : g)),
  }),
  saboteur('up', 'online is what was polled', {
    legacyStatus: (present) => {
      const status = REAL.legacyStatus(present);
      const agents = status.agents.map((a) => ({ ...a, online: a.last_poll_at === null ? a.online : true }));
      return { ...status, agents };
    },
  }),
];

const SLO = [
  saboteur('slo', 'a minute with one good sample is good', {
    minutes: (processes, names, within) =>
      REAL.minutes(processes, names, within).map((runs) =>
        runs.map((run) => (run.state === 'unobserved' ? { ...run, state: 'ones' } : run)),
      ),
  }),
  saboteur('slo', 'a minute that nobody watched is bad', {
    minutes: (processes, names, within) =>
      REAL.minutes(processes, names, within).map((runs) =>
        runs.map((run) => (run.state === 'unobserved' ? { ...run, state: 'zeros' } : run)),
      ),
  }),
  saboteur('slo', 'unobserved minutes count as good', {
    slo: (subjects, moment) => {
      const document = REAL.slo(subjects, moment);
      const agents = document.agents.map((agent) => {
        if (agent.measured === null) return agent;
        const { good, unobserved, ...more } = agent.measured.minutes;
        const minutes = { ...more, good: good + unobserved, unobserved: 0 };
        return { ...agent, measured: { ...agent.measured, minutes } };
      });
      return { ...document, agents };
    },
  }),
  saboteur('slo', 'met while it is open', {
    slo: (subjects, moment) => {
      const document = REAL.slo(subjects, moment);
      const agents = document.agents.map((agent) =>
        agent.verdict === 'open' ? { ...agent, verdict: 'met' as const } : agent,
      );
      return { ...document, agents };
    },
  }),
];

const HANDOFF = [
  saboteur('hand-off', 'unknown agents are left out', {
    handover: (shift, remembered) => {
      const handed = REAL.handover(shift, remembered);
      const { standing } = handed;
      if (standing === null) return handed;
      return {
        ...handed,
        standing: { ...standing, agents: standing.agents.filter((a) => a.verdict !== 'unknown') },
      };
    },
  }),
  saboteur('hand-off', 'holes are not named', {
    handover: (shift, { published }) => REAL.handover(shift, { published, holes: [] }),
  }),
  saboteur('hand-off', 'it ends with the posture before the last', {
    handover: (shift, { published, holes }) =>
      REAL.handover(shift, { published: published.slice(0, Math.max(1, published.length - 1)), holes }),
  }),
  saboteur('hand-off', 'a frozen console tells of its last posture', {
    handover: ({ from }, { published, holes }) => {
      const to = Math.min(
        ...holes.filter((hole) => hole.from > (published.at(-1)?.at ?? 0)).map((h) => h.from),
      );
      const end = Number.isFinite(to) ? to : (published.at(-1)?.at ?? from) + 1;
      return REAL.handover({ from, to: end }, { published, holes });
    },
  }),
  saboteur('hand-off', 'what fired is over', {
    handover: (shift, remembered) => ({ ...REAL.handover(shift, remembered), fired: [] }),
  }),
  saboteur('hand-off', 'what fired once still fires', {
    handover: (shift, remembered) => {
      const handed = REAL.handover(shift, remembered);
      const fired = handed.fired.map((rule) => ({
        ...rule,
        intervals: rule.intervals.map((interval) => ({ ...interval, ended: 'lasts' as const })),
      }));
      return { ...handed, fired };
    },
  }),
  saboteur('hand-off', 'a proof lasts until it is disproven', {
    handover: (shift, remembered) => {
      const handed = REAL.handover(shift, remembered);
      const execution = handed.execution.map((interval) =>
        interval.outcome === 'unproven' ? { ...interval, outcome: 'proven-off' as const } : interval,
      );
      return { ...handed, execution };
    },
  }),
];

const timelineWith =
  (change: (timeline: Timeline) => Partial<Timeline>): Derivations['timeline'] =>
  (span, remembered) => {
    const timeline = REAL.timeline(span, remembered);
    return { ...timeline, ...change(timeline) };
  };

const TIMELINE = [
  saboteur('timeline', 'it drops a change', {
    timeline: timelineWith(({ changes }) => ({ changes: changes.slice(0, -1) })),
  }),
  saboteur('timeline', 'it drops what comes from unknown', {
    timeline: timelineWith(({ changes }) => ({
      changes: changes.map((change) => ({
        ...change,
        differences: change.differences.filter(({ before }) => before !== 'unknown'),
      })),
    })),
  }),
  saboteur('timeline', 'it tells a change twice', {
    timeline: timelineWith(({ changes }) => ({
      changes: changes.map((change) => ({
        ...change,
        differences: change.differences.flatMap((line) => [line, line]),
      })),
    })),
  }),
  saboteur('timeline', 'it begins with the newest', {
    timeline: timelineWith(({ changes }) => ({ changes: changes.toReversed() })),
  }),
  saboteur('timeline', 'a red lasts for a second', {
    timeline: timelineWith(({ reds }) => ({ reds: reds.map((red) => ({ ...red, to: red.from + 1_000 })) })),
  }),
  saboteur('timeline', 'a red never ends', {
    timeline: timelineWith(({ reds }) => ({
      reds: reds.map((red) => ({ ...red, to: Number.POSITIVE_INFINITY })),
    })),
  }),
  saboteur('timeline', 'it knows of no holes', {
    timeline: (span, { published }) => REAL.timeline(span, { published, holes: [] }),
  }),
];

export const OF_TIME: readonly Saboteur[] = [...UP, ...SLO, ...HANDOFF, ...TIMELINE];
