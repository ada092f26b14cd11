/** The program that a command line starts: its file or module, behind shells, wrappers and interpreters. */

import { askedOf, CLUSTER_TOOLS } from './cluster-tools.ts';
import { withoutAddresses } from './words.ts';

export interface CommandLine {
  /** The words that name the program. */
  entry: readonly string[];
  /** Everything else: options, and arguments of the program. */
  later: readonly string[];
}

const NOTHING: CommandLine = { entry: [], later: [] };

/** Their paths have backslashes. */
const WINDOWS = new Set('cmd powershell pwsh'.split(' '));
/** `su` and `script` start a shell, or give one a line. */
const SHELLS = new Set('sh bash dash ash zsh ksh cmd powershell pwsh su script'.split(' '));
/** They start what follows them. */
const WRAPPERS = new Set(
  `exec env tini tini-static dumb-init catatonit docker-init nohup time timeout busybox setpriv nice ionice stdbuf strace catchsegv ddtrace-run opentelemetry-instrument newrelic-admin run-program poetry pipenv
  pdm hatch uv uvx rye run conda micromamba pnpx npx
   bunx doppler envconsul vault-env chamber xvfb-run unbuffer
  command eval if then else elif do while until ! nsenter unshare linkerd-await init setsid numactl prlimit chrt
  entr coproc corepack summon systemd-run pid record multirun fixuid authbind eatmydata fakeroot firejail
  proxychains ssh-agent gdb valgrind heaptrack ltrace perf py-spy memray coverage debugpy scalene viztracer watchexec
  xargs parallel watch which dockerize infisical op dotenv dotenvx dapr with-contenv s6-softlimit s6-notifyoncheck`.split(
    /\s+/,
  ),
);
/** They start what follows one word of their own: a user, a folder, a lock, a mask of processors. */
const USER_WRAPPERS = new Set(
  'sudo doas su-exec gosu chpst runuser ssh s6-setuidgid s6-applyuidgid setuidgid chroot flock taskset faketime'.split(
    ' ',
  ),
);
/** They run one file or module, and the rest is its own. */
const INTERPRETERS = new Set(
  `python pypy node nodejs deno bun ruby perl php java kotlin dotnet mono lua julia rscript ts-node tsx cd pushd source .
  cargo go wasmtime elixir erl scala groovy swift bundle`.split(/\s+/),
);
/** They take their modules and targets anywhere among their options. */
const SERVERS = new Set(
  `uvicorn gunicorn hypercorn daphne granian waitress-serve uwsgi celery flask fastapi streamlit dramatiq rq arq faust
  huey prefect ray torchrun accelerate npm yarn pnpm make just task rake mvn gradle supervisord supervisorctl
  honcho foreman overmind pm2 pm2-runtime nodemon watchmedo functions-framework nameko faststream taskiq litestar
  sanic quart rackup puma thin unicorn sbt gradlew mvnw bazel bazelisk buck2 mix nx turbo lerna nix lein runsv
  s6-supervise artisan manage.py console rails airflow dagster luigi spark-submit`.split(/\s+/),
);
/** They read, move or tell of what they are given, and start none of it. */
const READERS = new Set(
  `cat tail head less grep egrep ls du df stat test [ [[ tar rsync cp mv rm mkdir chmod chown touch ln wc tee sed awk cmp diff md5sum
  sha256sum base64 dd echo printf curl wget helm git restic rclone aws gsutil gcloud logrotate
  inotifywait`.split(/\s+/),
);
/** They call what they are given, or wait for it: its address is no sign. */
const CALLERS = new Set(
  'nc ncat netcat telnet ping dig nslookup host getent pg_isready wait-for wait-for-it'.split(' '),
);
/** They start an image or a unit, whatever options stand before it, by one of these words. */
const ENGINES = new Set('docker podman nerdctl ctr flink systemctl'.split(' '));
const STARTS = new Set('run create start restart up exec'.split(' '));

/** Options whose value is the program. */
const NAMING =
  /^(-m|-jar|-A|--app|--module|--bin|--package|--project|--wsgi|--wsgi-file|--target|--source|--main-class|--class|--filter|-F|-pl|--projects|--workspace|-w|--exec)$/;
/** Options whose value is loaded with the program, or holds it. */
const LOADED = /^(-r|--require|--import|--loader|-cp|-classpath|--class-path|-p|--module-path)$/;
const CODE = /^(-c|-e|--eval)$/;
const MODULE = /^-m[A-Za-z_]/;
const SHELL_CODE = /^(-[a-z]*c|\/c|-command)$/i;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;
/** `package.module:app`, or a file that is a program. */
const APP =
  /^[\w./-]*[A-Za-z_][\w./-]*:[A-Za-z_][\w.()]*$|\.(py|pyc|pyz|js|mjs|cjs|ts|mts|rb|pl|php|jar|dll|exe|wasm|sh|jl|r|lua|exs?|groovy|kts)$/i;
const SCRIPT = /\.(sh|bash)$|entrypoint|^(run|start|launch)$/i;
const NUMBER = /^[\d.]+[smhd]?$/;
/** `␤`: where a line of a script ends, as the mappers keep it. */
const BETWEEN = /[;&|(){}`␤]+|\$\(/;
const REDIRECTION = /^\d*[<>]+&?\d*/;
const COMMENT = /(?<=^|[\s;])#[^␤]*/g;
/** A here document: what it is given to, the word at its end, what stands behind that, and its text. */
const HERE = /([^;&|(){}`␤]*)<<-?\s*["'\\]?(\w+)["']?([^␤]*)␤(.*?)␤\s*\2\s*(?=␤|$)/g;
/** What makes a program of the text: a file of a shell that it is written to, or a shell behind a pipe. */
const INTO_SCRIPT = />\s*\S+\.(sh|bash)\b/;
const PIPED = /\|\s*(\S+)/;
/** A file that is no program by its last letters. */
const DATA =
  /\.(ya?ml|json|toml|conf|config|cfg|ini|env|txt|log|csv|pem|crt|key|db|sqlite|tar|gz|tgz|zip|sock|pid|xml|properties|md)$/i;
/** A file in a folder of programs. */
const IN_BIN = /(^|\/)(s?bin|libexec)\/[^/]+$/;

/** `command` of a container and its `args`. Without a command, `args` go to the image's own program, or replace it. */
export function commandLineOf(command: readonly string[], args: readonly string[]): CommandLine {
  if (command.length > 0) return started([...command, ...args]);
  return args[0]?.startsWith('-') ? interpreted(args, false) : started(args);
}

function started(words: readonly string[]): CommandLine {
  const [first, ...rest] = words;
  if (first === undefined) return NOTHING;
  if (/\s/.test(first)) return both(script(first), later(rest));
  if (ASSIGNMENT.test(first)) return both(later([first]), started(rest));
  if (first.startsWith('-') || NUMBER.test(first)) return both(later([first]), started(rest));
  return both({ entry: [first], later: [] }, behind(programName(first), rest));
}

/** What comes behind a program of that name. */
function behind(program: string, rest: readonly string[]): CommandLine {
  if (READERS.has(program)) return later(rest);
  if (CALLERS.has(program)) return NOTHING;
  if (CLUSTER_TOOLS.has(program)) return BY_ASKING[askedOf(rest)](rest);
  if (program === 'find') return rest.some((word) => /^-exec/.test(word)) ? all(rest) : later(rest);
  if (WINDOWS.has(program)) return shell(rest.map((word) => word.replaceAll('\\', '/')));
  if (SHELLS.has(program)) return shell(rest);
  if (INTERPRETERS.has(program)) return interpreted(rest, true);
  if (SERVERS.has(program)) return served(rest);
  if (ENGINES.has(program) && rest.some((word) => STARTS.has(word))) return all(rest);
  if (USER_WRAPPERS.has(program)) return wrapped(rest, 1);
  if (WRAPPERS.has(program) || SCRIPT.test(program) || program.startsWith('$')) return wrapped(rest, 0);
  return unheardOf(rest);
}

/**
 * A tool that nobody here knows starts what stands behind `--`, a runner with its program, or a file: one in a folder of
 * programs or in the working folder, or the first that it is given.
 */
function unheardOf(words: readonly string[]): CommandLine {
  const plain = words.findIndex((word) => !isOwn(word));
  const at = words.findIndex((word, i) => {
    if (words[i - 1] === '--' || beginsRun(word, words[i + 1])) return true;
    if (!/^\.{0,2}\//.test(word) || DATA.test(word)) return false;
    const given = i === plain && !takesValue(words[i - 1]);
    return word.startsWith('.') || isKnown(word) || IN_BIN.test(word) || given;
  });
  return at === -1 ? later(words) : both(later(words.slice(0, at)), started(words.slice(at)));
}

/** `/usr/bin/python3.12` → `python`. */
function programName(word: string): string {
  const base = word.split(/[/\\]/).at(-1) ?? '';
  return base
    .toLowerCase()
    .replace(/\.exe$/, '')
    .replace(/(?<=[a-z])[\d.]+$/, '');
}

/** A wrapper's own words stand before the program: options, numbers, and as many plain ones as `own` says. */
function wrapped(words: readonly string[], own: number): CommandLine {
  const dashes = words.indexOf('--');
  if (dashes !== -1) return both(later(words.slice(0, dashes)), started(words.slice(dashes + 1)));
  const plain = words.flatMap((word, i) => (isOwn(word) ? [] : [i]));
  const known = plain.slice(0, 3).find((i) => isKnown(words[i] ?? ''));
  // What follows an option may be its value, or the program already: then it is told as well.
  const certain = plain.slice(own).find((i) => !takesValue(words[i - 1]) || NAMING.test(words[i - 1] ?? ''));
  const at = known ?? certain ?? plain[own] ?? plain[0] ?? words.length;
  return both(divided(words.slice(0, at)), started(words.slice(at)));
}

/** True for an option that may have its value behind it. */
function takesValue(word = ''): boolean {
  return word.startsWith('-') && !word.includes('=');
}

/** Options, numbers, assignments, and addresses that a program is to wait for. */
function isOwn(word: string): boolean {
  const own = word.startsWith('-') || NUMBER.test(word) || ASSIGNMENT.test(word);
  return own || withoutAddresses(word).trim() === '';
}

function isKnown(word: string): boolean {
  const name = programName(word);
  return (
    SHELLS.has(name) ||
    INTERPRETERS.has(name) ||
    SERVERS.has(name) ||
    WRAPPERS.has(name) ||
    USER_WRAPPERS.has(name) ||
    CLUSTER_TOOLS.has(name) ||
    name === 'find'
  );
}

function shell(words: readonly string[]): CommandLine {
  const at = words.findIndex((word) => SHELL_CODE.test(word));
  if (at === -1) return wrapped(words, 0);
  return both(divided(words.slice(0, at)), script(words.slice(at + 1).join(' ')));
}

/** Every command of a script, the text of here documents that a shell gets among them. Comments start nothing. */
function script(text: string): CommandLine {
  const [kept, code]: [string[], string[]] = [[], []];
  const uncommented = text.replace(COMMENT, (comment) => {
    kept.push(...comment.split(/\s+/));
    return ' ';
  });
  const lines = uncommented.replace(HERE, (_, before: string, _end, after: string, body: string) => {
    const readers = [before.trim().split(/\s/)[0], PIPED.exec(after)?.[1]];
    const isScript = readers.some((reader = '') => SHELLS.has(programName(reader)));
    if (isScript || INTO_SCRIPT.test(`${before}${after}`)) return `${before}${after}␤${body}`;
    const isCode = readers.some((reader = '') => INTERPRETERS.has(programName(reader)));
    (isCode ? code : kept).push(...body.split(/\s+/));
    kept.push(...after.split(/\s+/));
    return before;
  });
  return both(commandsOf(lines), { entry: code, later: kept });
}

function commandsOf(text: string): CommandLine {
  return withoutQuotes(text.replaceAll('<<<', ' -c '))
    .replace(/\\(?=[^\w\s])/g, '')
    .replace(/['"\\]/g, ' ')
    .split(BETWEEN)
    .map((command) => command.split(/\s+/).filter((word) => word !== ''))
    .flatMap(runs)
    .map(undirected)
    .reduce(both, NOTHING);
}

/** A command without its redirections, which may stand anywhere in it: `>/tmp/log`, or `>` with the file behind it. */
function undirected(words: readonly string[]): CommandLine {
  const isTarget = (_: string, i: number): boolean => {
    const before = words[i - 1] ?? '';
    return REDIRECTION.test(words[i] ?? '') || (before.replace(REDIRECTION, '') === '' && before !== '');
  };
  const aside = words.filter(isTarget);
  return both(started(words.filter((word, i) => !isTarget(word, i))), later(aside));
}

/** A shell joins what quotes split: `execu''tion` is one word, and so is `"execution"-agent`. */
export function withoutQuotes(text: string): string {
  return text.replace(/(?<=[\w./:@+-])['"\\]+(?=[\w./:@+-])/g, '');
}

function runs(words: readonly string[]): string[][] {
  const starts = words.flatMap((word, i) => (i > 0 && beginsRun(word, words[i + 1]) ? [i] : []));
  return [0, ...starts].map((from, n) => words.slice(from, starts[n] ?? words.length));
}

function beginsRun(word: string, next = ''): boolean {
  if (word === 'exec') return true;
  const runner = INTERPRETERS.has(programName(word)) || SERVERS.has(programName(word));
  return runner && (next.startsWith('-') || APP.test(next) || /^[\w./]+\.[\w.]+$/.test(next));
}

/** `named`: the interpreter itself is, so that without any other its first plain word is the program. */
function interpreted(all: readonly string[], named: boolean): CommandLine {
  const isLoaded = (_: string, i: number): boolean => LOADED.test(all[i - 1] ?? '');
  const loaded: CommandLine = { entry: all.filter(isLoaded), later: [] };
  const words = all.filter((word, i) => !LOADED.test(word) && !isLoaded(word, i));
  const at = words.findIndex((_, i) => decides(words, i, named));
  const code = named ? words.findIndex((word) => CODE.test(word)) : -1;
  if (code !== -1 && (at === -1 || code < at))
    return both(loaded, { entry: words.slice(code + 1, code + 2), later: words.slice(code + 2) });
  // A word behind an option may be its value, or the program already: then it is told as well.
  if (at !== -1) return both(loaded, both(divided(words.slice(0, at)), decided(words.slice(at))));
  const plain = named ? words.findIndex((word) => !word.startsWith('-')) : -1;
  return both(loaded, { entry: words.slice(plain, plain + 1), later: words.filter((_, i) => i !== plain) });
}

function decides(words: readonly string[], i: number, named: boolean): boolean {
  const word = words[i] ?? '';
  if (MODULE.test(word) && named) return true;
  if (word.startsWith('-')) return false;
  const before = words[i - 1];
  return NAMING.test(before ?? '') || APP.test(word) || (named && !before?.startsWith('-'));
}

/** A module may itself be a server or a wrapper: `python -m uvicorn …`. */
function decided([first = '', ...rest]: readonly string[]): CommandLine {
  return started([MODULE.test(first) ? first.slice(2) : first, ...rest]);
}

function served(words: readonly string[]): CommandLine {
  const names = (word: string, i: number): boolean => {
    const before = words[i - 1] ?? '';
    if (/^--(app|module|wsgi-file)=/.test(word)) return true;
    if (word.startsWith('-')) return false;
    return NAMING.test(before) || !before.startsWith('-') || APP.test(word);
  };
  return { entry: words.filter(names), later: words.filter((word, i) => !names(word, i)) };
}

const divided = (words: readonly string[]): CommandLine => ({
  entry: words.filter((word) => !isOwn(word)),
  later: words.filter(isOwn),
});

const all = (words: readonly string[]): CommandLine => ({ entry: words, later: [] });

const BY_ASKING = { starts: all, looks: () => NOTHING, else: (words: readonly string[]) => later(words) };

const later = (words: readonly string[]): CommandLine => ({ entry: [], later: words });

const both = (a: CommandLine, b: CommandLine): CommandLine => ({
  entry: [...a.entry, ...b.entry],
  later: [...a.later, ...b.later],
});
