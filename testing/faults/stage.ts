/** Where a fault is tried: a practice mesh, the network to it, a console over it, and the network to its readers. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleProcess, PracticeMesh } from '../../e2e/processes.ts';
import { tuneBookmarks } from './control.ts';
import type { Pace } from './pace.ts';
import { ApiRelay } from './relay.ts';
import { Tab } from './tab.ts';
import { Wire } from './wire.ts';

const PLAN = 'plan/agent-mesh.yaml';

let opening: Promise<unknown> = Promise.resolve();

export class Stage {
  readonly pace: Pace;
  readonly mesh = new PracticeMesh();
  readonly folder = mkdtempSync(join(tmpdir(), 'faults-'));
  readonly planFile = join(this.folder, 'plan.yaml');
  readonly kubeconfig = join(this.folder, 'kubeconfig');
  readonly dataDir = join(this.folder, 'data');
  #opened: Promise<void> | null = null;
  #relay: ApiRelay | null = null;
  #console: ConsoleProcess | null = null;
  /** Between readers and the console. */
  #readers: Wire | null = null;
  #tab: Tab | null = null;

  constructor(pace: Pace) {
    this.pace = pace;
  }

  /** Sets it up, once. */
  open(): Promise<void> {
    // One after the other: many that start at once would each be too slow to be ready in time.
    this.#opened ??= opening.then(() => this.#open());
    opening = this.#opened.catch(() => undefined);
    return this.#opened;
  }

  async #open(): Promise<void> {
    await this.mesh.start();
    await tuneBookmarks(this.mesh, this.pace.bookmarkSeconds);
    const relay = new ApiRelay(this.mesh);
    this.#relay = relay;
    await relay.open();
    relay.writeKubeconfig(this.kubeconfig);
    this.writePlan();
    await this.startConsole();
    this.#readers = new Wire(Number(new URL(this.console.url).port));
    await this.#readers.open();
  }

  get relay(): ApiRelay {
    return there(this.#relay);
  }

  get console(): ConsoleProcess {
    return there(this.#console);
  }

  get readers(): Wire {
    return there(this.#readers);
  }

  /** A reader's browser tab with the pane; opened when it is first asked for, with a script before the page's own. */
  async tab(before?: () => void): Promise<Tab> {
    this.#tab ??= await Tab.open(`http://127.0.0.1:${this.readers.port}`, before);
    return this.#tab;
  }

  get openTab(): Tab | null {
    return this.#tab;
  }

  async closeTab(): Promise<void> {
    await this.#tab?.close();
    this.#tab = null;
  }

  /** The plan as it is shipped, with the intervals of this pace. */
  writePlan(): void {
    const text = this.pace.plan.reduce(
      (plan, [from, to]) => {
        if (!plan.includes(from)) throw new Error(`${PLAN} does not say "${from}"`);
        return plan.replaceAll(from, to);
      },
      readFileSync(PLAN, 'utf8'),
    );
    writeFileSync(this.planFile, text);
  }

  /** Starts the console if it was before; `more` are flags that win over the usual ones. */
  async startConsole(more: readonly string[] = [], env: Record<string, string> = {}): Promise<void> {
    const port = this.#console === null ? '0' : new URL(this.#console.url).port;
    const timings = join(this.folder, 'timings.json');
    writeFileSync(timings, JSON.stringify(this.pace.timings ?? {}));
    const flags = ['--port', port, '--kubeconfig', this.kubeconfig, '--plan', this.planFile];
    const files = ['--timings', timings, '--data-dir', this.dataDir];
    const next = new ConsoleProcess(this.mesh, [...flags, ...files, ...more]);
    // The debugger is opened by a signal, where a fault needs it.
    await next.start({ NODE_OPTIONS: '--inspect-port=127.0.0.1:0', ...env });
    this.#console = next;
  }

  /** Ends the console and starts another one at the same address. */
  async restartConsole(more: readonly string[] = [], env: Record<string, string> = {}): Promise<void> {
    await this.console.stop('SIGKILL');
    await this.startConsole(more, env);
  }

  async close(): Promise<void> {
    await this.closeTab();
    await this.#console?.stop('SIGKILL');
    await this.#readers?.close();
    await this.#relay?.close();
    await this.mesh.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function there<T>(part: T | null): T {
  if (part === null) throw new Error('the stage is not open');
  return part;
}
