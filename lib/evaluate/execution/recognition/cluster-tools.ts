/** What a cluster's own tools are asked to do with an object. */

export const CLUSTER_TOOLS = new Set(['kubectl', 'oc']);

const LOOKS = /(^| )(get|describe|logs|top|wait|events|explain|diff|rollout (status|history))( |$)/;
const STARTS =
  /(^| )(run|scale|autoscale|create (job|deployment|pod)|patch (deploy|statefulset|sts|cronjob)\S*)( |$)/;
const AT_ZERO = /replicas\W+0\b/;

/** `starts`: what it names is brought up. `looks`: it is only read. */
export function askedOf(words: readonly string[]): 'starts' | 'looks' | 'else' {
  const verbs = words.filter((word) => !word.startsWith('-')).join(' ');
  if (STARTS.test(verbs) && !AT_ZERO.test(words.join(' '))) return 'starts';
  return LOOKS.test(verbs) ? 'looks' : 'else';
}
