/** One line on a terminal for what takes seconds; nothing if nobody watches. */

/** Where the line goes: standard error, so that what is piped stays whole. */
export interface Terminal {
  isTTY: boolean;
  columns: number;
  write(text: string): void;
}

export interface ProgressLine {
  show(waiting: readonly string[], ms: number): void;
  clear(): void;
}

const AGAIN = '\r\u001b[2K';

export function progressLine(terminal: Terminal): ProgressLine {
  let shown = '';
  const put = (text: string) => {
    if (!terminal.isTTY || text === shown) return;
    shown = text;
    terminal.write(`${AGAIN}${text}`);
  };
  return {
    show: (waiting, ms) => put(wordsOf(waiting, ms).slice(0, Math.max(0, terminal.columns - 1))),
    clear: () => put(''),
  };
}

function wordsOf(waiting: readonly string[], ms: number): string {
  const [first, ...more] = waiting;
  const what = first === undefined ? 'what is blind may heal' : `waiting for ${first}`;
  return `looking at the mesh, ${Math.floor(ms / 1_000)} s: ${what}${more.length === 0 ? '' : ` and ${more.length} more`}`;
}
