/** The key and the ConfigMap that a container reads at a path: the source that is really mounted there. */

import type { ContainerSpec } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';

type Mount = ContainerSpec['mounts'][number];

/**
 * The target of a path in a container. `key`: a key of a ConfigMap in the pod's own namespace; `frozen` if the file
 * never changes after the start. `unseen`: something may be there that is not read. `nothing`: no such file.
 */
export type FileBehind =
  | { found: 'key'; configMap: string; key: string; frozen: boolean }
  | { found: 'unseen'; why: Message }
  | { found: 'nothing'; mounted: boolean; why: Message };

/** Resolves a path of a container through its mounts; the longest mount path wins, as in the kernel. */
export function fileBehind(container: ContainerSpec, path: string): FileBehind {
  const file = plainPath(path);
  if (file === null)
    return { found: 'nothing', mounted: false, why: say('file-path-odd', { path: path.slice(0, 80) }) };
  const over = container.mounts.flatMap((mount) => {
    const base = plainPath(mount.path);
    return base !== null && covers(base, file) ? [{ mount, base }] : [];
  });
  const longest = Math.max(...over.map(({ base }) => base.length));
  const here = over.filter(({ base }) => base.length === longest);
  const results = here.map(({ mount, base }) => behindMount(mount, file.slice(base.length + 1)));
  return best(results) ?? { found: 'nothing', mounted: false, why: say('file-unmounted') };
}

/** Several sources of one projected volume share a path: if more than one may hold the file, the source is unknown. */
function best(results: readonly FileBehind[]): FileBehind | undefined {
  const holding = results.filter((r) => r.found !== 'nothing');
  if (holding.length > 1) return { found: 'unseen', why: say('file-of-several') };
  return holding[0] ?? results[0];
}

/** `rest`: the path below the mount; empty if the mount is the file itself. */
function behindMount(mount: Mount, rest: string): FileBehind {
  const file = [mount.subPath ?? '', rest].filter((part) => part !== '').join('/');
  if (mount.configMap === null) {
    const { secret } = mount;
    return {
      found: 'unseen',
      why: secret === null ? say('file-from-volume') : say('file-from-secret', { secret }),
    };
  }
  const { configMap, files } = mount;
  if (file === '') return { found: 'nothing', mounted: true, why: say('file-is-folder', { configMap }) };
  const key = files === null ? file : files.find((f) => f.path === file)?.key;
  if (key === undefined || key.includes('/'))
    return { found: 'nothing', mounted: true, why: say('file-not-in-map', { configMap }) };
  return { found: 'key', configMap, key, frozen: mount.subPath !== null };
}

/** The path at which a mounted volume shows a key of a ConfigMap; null if it does not. */
export function pathOfKey(mount: Mount, configMap: string, key: string): string | null {
  if (mount.configMap !== configMap) return null;
  const file = mount.files === null ? key : mount.files.find((f) => f.key === key)?.path;
  if (file === undefined) return null;
  if (mount.subPath !== null) return mount.subPath === file ? mount.path : null;
  return `${mount.path.replace(/\/+$/, '')}/${file}`;
}

function covers(base: string, file: string): boolean {
  return file === base || file.startsWith(`${base}/`);
}

/** Without doubled or trailing slashes, the root as an empty text; null for a path that is not absolute or climbs. */
function plainPath(path: string): string | null {
  const parts = path.split('/').filter((part) => part !== '');
  if (!path.startsWith('/') || parts.includes('..') || parts.includes('.')) return null;
  return parts.map((part) => `/${part}`).join('');
}
