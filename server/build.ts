/** Build of the console: its version, and the mark by which an old tab recognizes a new server. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface Build {
  version: string;
  /** Changes with every build of the pages; `unbuilt` if there are none. */
  id: string;
}

export function readBuild(root: string): Build {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  try {
    return { version, id: readFileSync(join(root, '.next', 'BUILD_ID'), 'utf8').trim() };
  } catch {
    return { version, id: 'unbuilt' };
  }
}
