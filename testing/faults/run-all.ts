/** Tries many faults, some at the same time, each lane on a stage of its own. */

import type { Pace } from './pace.ts';
import type { RegisteredFault } from './registry.ts';
import { type Row, runFault } from './run-fault.ts';
import { Stage } from './stage.ts';
import { closeBrowser } from './tab.ts';

/** `told` gets each row when it is done. */
export async function runAll(
  faults: readonly RegisteredFault[],
  pace: Pace,
  told: (row: Row, tookMs: number) => void,
): Promise<Row[]> {
  const beside = await runLanes(
    faults.filter((f) => !f.alone),
    pace,
    told,
  );
  // Those measure how soon something is drawn: by a browser that nothing else has slowed down.
  await closeBrowser();
  const alone = await runLanes(
    faults.filter((f) => f.alone),
    { ...pace, lanes: 1 },
    told,
  );
  const rows = [...beside, ...alone];
  await closeBrowser();
  return rows.sort((a, b) => (a.group === b.group ? (a.id < b.id ? -1 : 1) : a.group < b.group ? -1 : 1));
}

async function runLanes(
  faults: readonly RegisteredFault[],
  pace: Pace,
  told: (row: Row, tookMs: number) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  const queue = new Queue(faults);
  const lane = async () => {
    let stage: Stage | null = null;
    for (let fault = await queue.next(); fault !== null; fault = await queue.next()) {
      const from = performance.now();
      stage ??= new Stage(pace);
      const row = await runFault(fault, stage);
      queue.done(fault);
      rows.push(row);
      told(row, performance.now() - from);
      // Leftovers of one fault must not count against the next.
      if (row.problems.length > 0 || row.healMs === null) {
        if (fault.tab) await closeBrowser();
        await stage.close();
        stage = null;
      }
    }
    await stage?.close();
  };
  await Promise.all(Array.from({ length: Math.min(pace.lanes, faults.length) }, lane));
  return rows;
}

/** Those of the console itself start processes, and take long: at the end the other lanes would wait for them. */
function startsAnew({ group }: RegisteredFault): boolean {
  return group === 'console';
}

/** Hands out faults; of those with a browser one at a time, and these first, since they take longest. */
class Queue {
  readonly #plain: RegisteredFault[];
  readonly #tabs: RegisteredFault[];
  #tabBusy = false;
  #waiting: (() => void)[] = [];

  constructor(faults: readonly RegisteredFault[]) {
    const plain = faults.filter((f) => !f.tab);
    this.#plain = [...plain.filter(startsAnew), ...plain.filter((f) => !startsAnew(f))];
    this.#tabs = faults.filter((f) => f.tab);
  }

  /** Null when nothing is left. */
  async next(): Promise<RegisteredFault | null> {
    const tab = this.#tabBusy ? undefined : this.#tabs.shift();
    if (tab !== undefined) {
      this.#tabBusy = true;
      return tab;
    }
    const plain = this.#plain.shift();
    if (plain !== undefined || this.#tabs.length === 0) return plain ?? null;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.next();
  }

  done(fault: RegisteredFault): void {
    if (!fault.tab) return;
    this.#tabBusy = false;
    this.#waiting.splice(0).forEach((go) => {
      go();
    });
  }
}
