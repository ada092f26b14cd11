/** What a case found by the simulator says of itself. */

import type { Violation } from '../verdicts.ts';
import type { Told } from './case-text.ts';
import type { Scene } from './scene.ts';

export function tell(given: { seed: number; index: number; scene: Scene; violation: Violation }): Told {
  const { seed, index, scene, violation } = given;
  return {
    source: `found by the simulator, seed ${seed}, world ${index}`,
    what: what(scene),
    why: why(violation),
  };
}

function what({ incidents, drawn, outages, lives }: Scene): string {
  const happens =
    incidents.length === 0
      ? 'Nothing happens to the mesh'
      : `In the mesh: ${[...incidents, ...drawn].join(', ')}`;
  const unseen = outages.map(({ sources, kind }) => `${sources.join(', ')} is ${kind}`);
  const restarted = lives.length > 1 ? ['the console restarts'] : [];
  return `${[happens, ...unseen, ...restarted].join('; ')}.`;
}

/** Why each property that says nothing of its own must hold. */
const REASONS: Readonly<Record<string, string>> = {
  'calm is called calm': 'all that it rests on is calm and in sight',
  'no action in calm': 'everything is calm and in sight',
  'a rule in sight is under way': 'its trouble is in sight',
  'a rule is inactive in calm': 'its trouble is calm and in sight',
  'no page before its time': 'the trouble has not lasted for the time of the rule',
};

function why({ property, subject, said, why: reason }: Violation): string {
  return `${subject} was said to be ${said.split(',')[0]}: ${REASONS[property] ?? reason} (${property}).`;
}
