/** The name of a kind in facts and in the plan. */

/** Groups of Kubernetes itself: in these a kind's plain name says which one it is. */
const PLAIN_GROUPS = ['', 'apps', 'batch', 'autoscaling', 'extensions'];

/** `Deployment`; of any other group `Rollout.argoproj.io`, since two groups may have kinds of one name. */
export function kindName(group: string, kind: string): string {
  return PLAIN_GROUPS.includes(group) ? kind : `${kind}.${group}`;
}

/** The group of an `apiVersion`: `apps` of `apps/v1`, empty for `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
