/** The one order of Kubernetes' resource versions. */

/** Orders them if both are whole numbers, as etcd's revisions are; 0 if that is not known. */
export function compareVersions(a: string, b: string): number {
  if (!/^\d{1,30}$/.test(a) || !/^\d{1,30}$/.test(b)) return 0;
  const x = BigInt(a);
  const y = BigInt(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

interface Version {
  uid: string;
  resourceVersion: string;
}

/** True if `next` is an earlier version of the same object. Versions that are not numbers are not compared. */
export function isOlderVersion(next: Version, known: Version): boolean {
  return next.uid === known.uid && compareVersions(next.resourceVersion, known.resourceVersion) < 0;
}
