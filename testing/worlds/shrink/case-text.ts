/** A scene as the text of a case of the zoo. The shrinker runs what stands in the text, so that nothing is lost by writing it. */

import { Document, visit } from 'yaml';
import { CALM_STREAM, NETWORK_STREAM } from '../../zoo/case.ts';
import type { Demand } from './expectation.ts';
import type { Scene } from './scene.ts';
import { stepsOf } from './steps.ts';

export interface Told {
  source: string;
  what: string;
  why: string;
}

export function caseText(scene: Scene, told: Told, demand: Demand): string {
  const { first, later } = stepsOf(scene);
  const document = new Document(
    {
      ...told,
      now: new Date(scene.start).toISOString(),
      mesh: meshOf(scene),
      ...first,
      ...(later.length === 0 ? {} : { steps: later }),
      until: secondsOf(scene, scene.end),
      ...demand,
    },
    { aliasDuplicateObjects: false },
  );
  visit(document, {
    Collection: (_, node) => {
      node.flow = JSON.stringify(node).length <= LONGEST_IN_A_LINE;
    },
  });
  return document.toString({ lineWidth: 120 });
}

/** What is shorter as JSON stands within a line. */
const LONGEST_IN_A_LINE = 110;

const secondsOf = ({ start }: Scene, at: number): number => (at - start) / 1000;

function meshOf(scene: Scene): object {
  const { calm, network, onCloudRun, withoutCloudRun, outages, lives, asked, end } = scene;
  const seconds = (at: number): number => secondsOf(scene, at);
  const unseen = outages.map(({ sources, kind, from, to }) => ({
    ...{ sources: [...sources], kind },
    ...(from > scene.start ? { from: seconds(from) } : {}),
    ...(to <= end ? { to: seconds(to) } : {}),
  }));
  const restarts = lives.slice(1).map(({ from, keepsCarry }, i) => ({
    ...{ at: seconds(lives[i]?.to ?? from), back: seconds(from) },
    ...(keepsCarry ? { keepsCarry } : {}),
  }));
  return {
    plan: onCloudRun ? 'quarry-on-cloud-run' : 'quarry',
    ...(withoutCloudRun ? { withoutCloudRun } : {}),
    ...(calm === CALM_STREAM ? {} : { calm }),
    ...(network === NETWORK_STREAM ? {} : { network }),
    ...(unseen.length === 0 ? {} : { outages: unseen }),
    ...(restarts.length === 0 ? {} : { restarts }),
    asked: asked.map(seconds),
  };
}
