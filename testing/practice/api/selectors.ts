import type { KubeObject } from '../world/kinds.ts';
import { badRequest } from './status.ts';

export type Selects = (object: KubeObject) => boolean;

type Labels = Readonly<Record<string, string>>;

/** Reads a label selector: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */
export function labelSelector(text: string): Selects {
  const terms = text
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== '')
    .map(labelTerm);
  return (object) => terms.every((term) => term(object.metadata.labels ?? {}));
}

function labelTerm(term: string): (labels: Labels) => boolean {
  const set = /^([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term);
  if (set !== null) {
    const [, key = '', operator, values = ''] = set;
    const among = new Set(values.split(',').map((value) => value.trim()));
    return (labels) => among.has(labels[key] ?? '\u0000') === (operator === 'in');
  }
  const equality = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(term);
  if (equality !== null) {
    const [, key = '', operator, value] = equality;
    return (labels) => (labels[key] === value) === (operator !== '!=');
  }
  const existence = /^(!?)\s*([\w./-]+)$/.exec(term);
  if (existence === null) throw badRequest(`unable to parse requirement: ${term}`);
  return (labels) => (existence[2] ?? '') in labels === (existence[1] === '');
}

/** The fields by which the API server selects, beside name and namespace, per kind. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'status.phase',
    'spec.restartPolicy',
    'status.podIP',
    'spec.serviceAccountName',
    'spec.schedulerName',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.fieldPath',
    'involvedObject.resourceVersion',
    'reason',
    'type',
    'source',
    'reportingComponent',
  ],
  Secret: ['type'],
  Job: ['status.successful'],
  ReplicaSet: ['status.replicas'],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
};

/** Reads a field selector: `metadata.name=x,status.phase!=Failed`. A field that the kind lacks is a bad request. */
export function fieldSelector(text: string, kind: string): Selects {
  const allowed = ['metadata.name', 'metadata.namespace', ...(FIELDS[kind] ?? [])];
  const terms = text
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const match = /^([\w.]+)(==|=|!=)(.*)$/.exec(term);
      if (match === null) throw badRequest(`invalid field selector: ${term}`);
      const [, field = '', operator, value] = match;
      if (!allowed.includes(field)) throw badRequest(`field label not supported: ${field}`);
      return (object: KubeObject) => (valueAt(object, field) === value) === (operator !== '!=');
    });
  return (object) => terms.every((term) => term(object));
}

function valueAt(object: object, path: string): string {
  let value: unknown = object;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return '';
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
