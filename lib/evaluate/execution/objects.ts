/** Objects of the mesh: as evidence names them, and as messages do. */

import { say } from '../../messages/say.ts';
import type { Message, Param } from '../../status/message.ts';

/** The place of a finding: as messages name it, and as evidence does. */
export interface Subject {
  shown: Param;
  path: string;
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

/** `crane-x, pier`. */
export function podSubject({ name, namespace }: Omit<ObjectName, 'kind'>): Subject {
  return { shown: say('execution-pod', { name, namespace }), path: `${namespace}/${name}` };
}

/** A container of an object if it has several; else the object. */
export function containerSubject(object: ObjectName, container: string | null): Subject {
  const message = objectMessage(object);
  if (container === null) return { shown: message, path: objectPath(object) };
  return {
    shown: say('execution-container', { object: message, container }),
    path: `${objectPath(object)} ${container}`,
  };
}
