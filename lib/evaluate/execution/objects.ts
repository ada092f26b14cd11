/** Objects of the mesh: as evidence names them, and as messages do. */

import { say } from '../../messages/say.ts';
import type { Message, Param } from '../../status/message.ts';

/** The place of a finding: as messages name it, and as evidence does. */
export interface Subject {
  shown: Param;
  path: string;
  /** The object that it is about, and the agent whose process said it: whose proof it is. */
  object?: ObjectName;
  agent?: string;
}

/** Something that makes a proof bad, or keeps it unknown. */
export interface Culprit {
  weight: 'bad' | 'unknown';
  subject: Subject;
  what: Message;
}

export interface ObjectName {
  kind: string;
  name: string;
  /** Empty if it has no namespace. */
  namespace: string;
}

/** `Deployment pier/crane`. */
export function objectPath({ kind, name, namespace }: ObjectName): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** `Deployment crane, pier`. */
export function objectMessage({ kind, name, namespace }: ObjectName): Message {
  return say('execution-object', { kind, name, namespace });
}

/** The place of a finding about an object as a whole. */
export function objectSubject({ kind, name, namespace }: ObjectName): Subject {
  const object = { kind, name, namespace };
  return { shown: objectMessage(object), path: objectPath(object), object };
}

/** `crane-x, pier`. `object`: the workload behind the pod, by which its agent is found. */
export function podSubject(
  { name, namespace }: Omit<ObjectName, 'kind'>,
  object: ObjectName = { kind: 'Pod', name, namespace },
): Subject {
  return { shown: say('execution-pod', { name, namespace }), path: `${namespace}/${name}`, object };
}

/** A container of an object if it has several; else the object. */
export function containerSubject(object: ObjectName, container: string | null): Subject {
  const whole = objectSubject(object);
  if (container === null) return whole;
  return {
    ...whole,
    shown: say('execution-container', { object: objectMessage(object), container }),
    path: `${whole.path} ${container}`,
  };
}
