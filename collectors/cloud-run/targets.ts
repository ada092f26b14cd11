/** The projects and regions to search, by the plan and the environment alone. */

import { say } from '#lib/messages/say.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';

export interface ProjectTarget {
  id: string;
  /** Searched in any case. */
  regions: readonly string[];
  /** True if the API is asked for all regions of the project. */
  discover: boolean;
}

export interface Targets {
  projects: readonly ProjectTarget[];
  /** Variables that lead nowhere, and why: what is behind them is not searched. */
  problems: readonly { variable: string; why: Message }[];
}

const PARENT = /^projects\/([a-z0-9][a-z0-9:.-]{0,99})\/locations\/([a-z0-9-]{1,60})$/;

export function targetsOf(plan: Plan, env: Readonly<Record<string, string | undefined>>): Targets {
  const variables = new Set(plan.agents.flatMap(({ cloudRun }) => cloudRun?.parentEnv ?? []));
  const parents = [...variables].map((variable) => ({ variable, ...parentOf(variable, env) }));
  const named = plan.safety.cloudRun.projects;
  const ids = new Set([...named.map(({ id }) => id), ...parents.flatMap(({ project }) => project ?? [])]);
  return {
    projects: [...ids].map((id) => {
      const wanted = named.filter((project) => project.id === id);
      const own = parents.flatMap(({ project, region }) => (project === id ? region : []));
      const regions = [...new Set([...wanted.flatMap((project) => project.regions ?? []), ...own])];
      const limited = wanted.length > 0 && wanted.every((project) => project.regions !== undefined);
      return { id, regions, discover: !limited };
    }),
    problems: parents.flatMap(({ variable, why }) => (why === undefined ? [] : [{ variable, why }])),
  };
}

function parentOf(variable: string, env: Readonly<Record<string, string | undefined>>) {
  const value = env[variable]?.trim() ?? '';
  if (value === '') return { why: say('cause-unset', { variable }) };
  const [, project, region] = PARENT.exec(value) ?? [];
  if (project === undefined || region === undefined) return { why: say('cause-no-location', { variable }) };
  return { project, region: [region] };
}
