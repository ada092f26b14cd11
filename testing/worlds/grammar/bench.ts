/** The real mappers and the real evaluation of execution, over the calm of a plan and what was drawn. */

import { COLLECTIONS } from '#collectors/cloud-run/kinds.ts';
import { readObject } from '#collectors/cloud-run/objects.ts';
import { ADD_ON_KINDS } from '#collectors/kubernetes/add-ons/kinds.ts';
import { AUTOSCALER, CONFIG_MAP, type Kind, POLLED, subjectOf } from '#collectors/kubernetes/kinds.ts';
import { type MapContext, mapContextOf } from '#collectors/kubernetes/mappers/map-context.ts';
import { EMPTY_STATE, StateBuilder } from '#lib/evaluate/base/state.ts';
import { type EvaluatedExecution, evaluateExecution } from '#lib/evaluate/execution/execution.ts';
import { type Fact, factSchema } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER, type Ledger } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import { kindOf, type RawObject } from '../../pipeline/raw-object.ts';
import { cloudSearch } from '../../samples/cloud-run.ts';
import { discovered, NOW, SEEN, sourceStatus } from '../../samples/facts.ts';
import type { CloudRunDocument, Drawn } from './draw.ts';
import { KINDS as WORKLOAD_KINDS } from './kinds.ts';
import { workloadOf } from './objects.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What was said: the outcome, and each proof's code. */
export interface Said extends Pick<EvaluatedExecution, 'outcome' | 'proofs' | 'scope'> {
  codes: string;
}

const KINDS = new Map<string, Kind>(
  [...POLLED, AUTOSCALER, CONFIG_MAP, ...ADD_ON_KINDS].map((kind) => [kind.name, kind]),
);

export class Bench {
  readonly words: Vocabulary;
  readonly calm: Said;
  readonly #context: MapContext;
  readonly #ledger: Ledger;
  readonly #market = marketAt(NOW);

  constructor(words: Vocabulary) {
    this.words = words;
    this.#context = mapContextOf(words.plan);
    this.#ledger = applyAll(EMPTY_LEDGER, [
      ...statuses(words),
      ...standing(words).map((object) => this.#fact(object)),
    ]);
    this.calm = this.#weigh([]);
  }

  /** @throws if a mapper refuses an object: real ones are all read. */
  weigh({ objects, cloudRun }: Pick<Drawn, 'objects' | 'cloudRun'>): Said {
    return this.#weigh([...objects.map((o) => this.#fact(o)), ...cloudRun.map((c) => this.#cloudFact(c))]);
  }

  #weigh(facts: readonly Fact[]): Said {
    const ledger = applyAll(this.#ledger, facts);
    const world = { plan: this.words.plan, ledger, market: this.#market, now: NOW };
    const { outcome, proofs, scope } = evaluateExecution(world, new StateBuilder(EMPTY_STATE, NOW));
    return { outcome, proofs, scope, codes: proofs.map(({ id, code }) => `${id}: ${code}`).join(', ') };
  }

  #fact(raw: RawObject): Fact {
    const name = kindOf(raw);
    const kind = KINDS.get(name);
    if (kind === undefined) throw new Error(`no mapper of ${name}`);
    const { namespace = '', name: own } = raw.metadata;
    const seen = kind.map(raw, this.#context);
    return factSchema.parse({
      subject: subjectOf(name, namespace, own),
      observedAt: SEEN,
      source: 'grammar',
      ...seen,
    });
  }

  #cloudFact({ kind, project, region, document }: CloudRunDocument): Fact {
    const value = readObject(kind, document, {
      project,
      region,
      collection: COLLECTIONS[kind],
      map: this.#context,
    });
    if (!('project' in value)) throw new Error(`not read: ${JSON.stringify(document)}`);
    const subject = `CloudRun/${project}/${region}/${kind}/${value.name}`;
    return { subject, kind: 'cloud-run', observedAt: SEEN, source: 'grammar', value };
  }
}

/** Every source was read just now. */
function statuses({ switches }: Vocabulary): Fact[] {
  const maps = switches.map(({ namespace, configMap }) => `ConfigMap/${namespace}/${configMap}`);
  const polls = [...POLLED, ...ADD_ON_KINDS].map(({ name }) => name);
  const regions = [{ name: 'us-east4', searchedAt: SEEN, cause: null }];
  return [
    ...[...polls, ...maps].map((name) => sourceStatus(`poll/${name}`)),
    sourceStatus('watch/HorizontalPodAutoscaler'),
    ...discovered({ served: ADD_ON_KINDS.map(({ name }) => name) }),
    cloudSearch({ projects: [{ id: 'desk', cause: null, regions }] }),
  ];
}

/** A ConfigMap of a halt switch; without a value it lacks the key. */
export function haltMap(
  { namespace, configMap: name, key }: Vocabulary['switches'][number],
  value?: string,
): RawObject {
  const metadata = { name, namespace, uid: `uid-${name}`, resourceVersion: value === '1' ? '7' : '8' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: value === undefined ? {} : { [key]: value } };
}

/** Images that stand in calm and are none of the mesh: of an agent's init container, and of somebody else. */
export const PREPARES = 'registry.tools.example/base/prepare:1';
export const BYSTANDS = 'registry.tools.example/shared/stand:1';

/** What stands in calm: halted switches, an agent of the roster whose image is one of the mesh, and a bystander. */
function standing({ plan, agent, folder, switches, inside: [namespace] }: Vocabulary): RawObject[] {
  const [ref] = plan.agents.flatMap(({ name, workloads }) => (name === agent ? workloads : []));
  const kind = WORKLOAD_KINDS.find(({ id }) => id === ref?.kind);
  if (ref === undefined || kind === undefined) throw new Error(`${agent} has no workload`);
  const none = { annotations: {}, initContainers: [], ephemeralContainers: [], spec: {} };
  const containers = [{ name: agent, image: `${folder}/${agent}:1` }];
  const initContainers = [{ name: 'prepare', image: PREPARES }];
  const template = { ...none, labels: { app: agent }, containers, initContainers };
  const stands = { ...none, labels: { app: 'stand' }, containers: [{ name: 'stand', image: BYSTANDS }] };
  return [
    ...switches.map((each) => haltMap(each, '1')),
    ...workloadOf(kind, { name: ref.name, namespace }, template, 'running'),
    ...workloadOf(kind, { name: 'stand', namespace: 'default' }, stands, 'running'),
  ];
}
