/**
 * Command lines: how programs are started. A line is a core (what starts the program itself), wrappers before it, and a
 * shell around both. A core's words name the program by `{style}`. Words are an own list from the field.
 */

import type { Choices } from '../random.ts';
import type { Draw, Entry, Raw } from './draw.ts';
import { type Styles, stylesOf } from './names.ts';

interface Line extends Entry {
  words: readonly string[];
}

/** The first word is the line's name as well, unless the table says another. */
const line = (text: string, id = text): Line => ({ id, words: text.split(' ') });

/** Whatever stands for the program is its name in a style that this language uses. */
export const CORES: Choices<Line> = [
  line('/app/bin/{kebab}'),
  line('./{snake} serve --port 8080'),
  line('/usr/local/bin/{kebab}-linux-amd64 -v=2'),
  line('/srv/{kebab}/run.sh'),
  line('{camel} --config /etc/app.yaml'),
  line('python -m desk.{snake}.app'),
  line('python3.12 -u -O -m {snake}'),
  line('python -X dev -W ignore /opt/{snake}/main.py'),
  line('/venv/bin/python {snake}.py'),
  line('pypy3 -m {snake}.cli run'),
  line('uvicorn desk.{snake}.app:app --host 0.0.0.0 --port 8080'),
  line('uvicorn --factory --workers 2 {snake}:create'),
  line('gunicorn -k uvicorn.workers.UvicornWorker -w 4 -b :8080 desk.{snake}.wsgi:app'),
  line('hypercorn --bind 0.0.0.0:80 {snake}.asgi:app'),
  line('daphne -p 8001 {snake}.asgi:application'),
  line('granian --interface asgi {snake}.main:app'),
  line('waitress-serve --port=80 {snake}.wsgi:app'),
  line('uwsgi --http :80 --module {snake}.wsgi'),
  line('celery -A desk.{snake} worker -l info'),
  line('celery --app={snake}.tasks beat'),
  line('rq worker {kebab}'),
  line('dramatiq {snake}.actors --processes 2'),
  line('flask --app {snake} run'),
  line('fastapi run {snake}/main.py'),
  line('faststream run {snake}:app'),
  line('streamlit run {snake}.py'),
  line('poetry run {kebab}'),
  line('pipenv run {kebab}'),
  line('uv run --no-sync {kebab}'),
  line('uvx {kebab}'),
  line('pdm run {snake}'),
  line('hatch run {kebab}'),
  line('conda run -n base {kebab}'),
  line('node /app/dist/{kebab}.js'),
  line('node --max-old-space-size=512 --enable-source-maps dist/{camel}/index.js'),
  line('node -r dotenv/config {kebab}/main.mjs'),
  line('npm run {kebab}'),
  line('npm --prefix /app run start:{kebab}'),
  line('npx --yes {kebab}'),
  line('yarn workspace {kebab} start'),
  line('pnpm --filter {kebab} start'),
  line('bun run {kebab}.ts'),
  line('deno run --allow-net --allow-env {snake}.ts'),
  line('tsx src/{kebab}.ts'),
  line('ts-node --transpile-only {camel}.ts'),
  line('pm2-runtime start {kebab}.js'),
  line('nodemon --exec node {kebab}.js'),
  line('java -jar /app/{kebab}.jar'),
  line('java -Xmx512m -XX:+UseG1GC -cp /app/libs/* com.desk.{pascal}'),
  line('java -Dspring.profiles.active=prod -javaagent:/otel.jar -jar {kebab}-1.4.2-SNAPSHOT.jar'),
  line('/opt/java/bin/java -cp app.jar:lib/* com.desk.{joined}.Main'),
  line('java --module-path /app/mods --module desk.{snake}/com.desk.Main'),
  line('java -server -Xmx1g com.desk.{pascal} start'),
  line('python -u -B {snake} run'),
  line('node --inspect {kebab} serve'),
  line('Rscript --vanilla {snake}.R now'),
  line('python -m debugpy --listen 0.0.0.0:5678 -m desk.{snake}'),
  line('python -m coverage run --source=desk {snake}.py'),
  line('memray run -o /tmp/m {snake}.py'),
  line('python manage.py run_{snake}'),
  line('bin/console {kebab}:run --env=prod'),
  line('rails runner {snake}.rb'),
  line('airflow tasks run {snake} main now'),
  line('prefect deployment run {kebab}/main'),
  line('dagster job execute -m {snake}'),
  line('luigi --module {snake} Main'),
  line('spark-submit --master k8s://x --class com.desk.{pascal} app.jar'),
  line('flink run -c com.desk.{pascal} app.jar'),
  line('dotnet Desk.{pascal}.dll'),
  line('dotnet /app/{pascal}/{pascal}.dll --urls http://*:80'),
  line('dotnet run --project src/{pascal}'),
  line('mono {pascal}.exe'),
  line('go run ./cmd/{kebab}'),
  line('cargo run --release --bin {kebab}'),
  line('cargo run -p {snake}'),
  line('ruby -Ilib bin/{snake}.rb'),
  line('bundle exec {kebab}'),
  line('bundle exec ruby {snake}.rb'),
  line('rackup {snake}.ru'),
  line('perl /opt/{snake}.pl'),
  line('php /srv/{kebab}.php'),
  line('php artisan {kebab}:run'),
  line('lua {snake}.lua'),
  line('Rscript {snake}.R'),
  line('julia --project=. {snake}.jl'),
  line('elixir {snake}.exs'),
  line('mix run apps/{snake}/run.exs'),
  line('/app/_build/prod/rel/{snake}/bin/{snake} start'),
  line('sbt {camel}/run'),
  line('gradle :{kebab}:run'),
  line('kubectl -n any scale deployment/{kebab} --replicas=2'),
  line('kubectl create job --from=cronjob/{kebab} once'),
  line('xargs -r -n 1 {kebab}'),
  line('watch -n 5 {kebab}'),
  line('find /srv -name {snake}.py -exec python +'),
  line('./gradlew {camel}:bootRun'),
  line('mvn -pl {kebab} spring-boot:run'),
  line('make {kebab}'),
  line('just {kebab}'),
  line('task {kebab}'),
  line('bazel run //services/{snake}:main'),
  line('nix run .#{kebab}'),
  line('wasmtime run {snake}.wasm'),
  line('docker run --rm registry.example/desk/{kebab}:3'),
  line('podman run -d desk/{kebab}'),
  line('foreman start {kebab}'),
  line('honcho start {kebab}'),
  line('systemctl start {kebab}.service'),
  line('runsv /etc/service/{kebab}'),
  line('sh /opt/{kebab}/start.sh'),
  line('bash {snake}.sh'),
  line('python -c {snake}.run()'),
  line('python {snake}.py -c prod'),
  line('node -e require({kebab})'),
  line('python -m{snake}.app'),
  line('python3 -mdesk.{snake}'),
  line('/opt/pad /srv/{kebab}'),
  line('/opt/pad --now /srv/bin/{kebab}'),
  line('/opt/pad serve /usr/libexec/{kebab} go'),
  line('/opt/pad serve ./{kebab}'),
  line('/opt/pad serve -- {kebab}'),
  line('/opt/pad serve python -m {snake}'),
  line('/opt/pad serve /usr/bin/python3 {snake}.py'),
  line('$LAUNCH {kebab}'),
  line('{kebab}-v-2 run'),
];

/** Programs that start another one, which follows. */
export const WRAPPERS: Choices<Line> = [
  line('', 'no wrapper'),
  line('tini --'),
  line('/sbin/tini -g -v --'),
  line('dumb-init'),
  line('/usr/bin/dumb-init --rewrite 15:2 --'),
  line('catatonit --'),
  line('/init'),
  line('docker-entrypoint.sh'),
  line('/entrypoint.sh'),
  line('s6-setuidgid app'),
  line('su-exec app:app'),
  line('gosu app'),
  line('setpriv --reuid 1000 --clear-groups'),
  line('chpst -u app'),
  line('runuser -u app --'),
  line('sudo -E -u app'),
  line('nice -n 10'),
  line('ionice -c 2 -n 4'),
  line('timeout -k 5 3600'),
  line('stdbuf -oL'),
  line('nohup'),
  line('setsid -w'),
  line('env -i PORT=80'),
  line('env -u HTTP_PROXY'),
  line('/usr/bin/env'),
  line('exec'),
  line('command'),
  line('time -p'),
  line('strace -f -o /tmp/t'),
  line('flock -n /tmp/lock'),
  line('taskset -c 0'),
  line('numactl --interleave=all'),
  line('prlimit --nofile=65536'),
  line('unshare -n'),
  line('chroot /srv'),
  line('wait-for-it.sh db:5432 -t 30 --'),
  line('dockerize -wait tcp://db:5432 -timeout 60s'),
  line('doppler run --'),
  line('infisical run --env prod --'),
  line('op run --'),
  line('chamber exec desk --'),
  line('aws-vault exec desk --'),
  line('envconsul -once -prefix desk'),
  line('vault-env'),
  line('dotenv -f .env run --'),
  line('ddtrace-run'),
  line('opentelemetry-instrument --traces_exporter otlp'),
  line('newrelic-admin run-program'),
  line('dapr run --app-port 80 --'),
  line('watchexec -r --'),
  line('busybox'),
  line('xvfb-run -a'),
  line('entr -r'),
  line('fixuid -q'),
  line('authbind --deep'),
  line('systemd-run --scope'),
  line('systemd-inhibit --'),
  line('proxychains4 -q'),
  line('faketime 2026-11-20'),
  line('eatmydata'),
  line('fakeroot'),
  line('firejail --noprofile'),
  line('gdb -batch -ex run --args'),
  line('valgrind --leak-check=full'),
  line('perf record -g'),
  line('heaptrack'),
  line('ltrace -S'),
  line('py-spy record -o /tmp/p --'),
  line('dbus-run-session --'),
  line('ssh-agent'),
  line('pid1'),
  line('multirun'),
  line('retry -t 5 --'),
  line('sentry-cli monitors run nightly --'),
  line('teller run --'),
  line('sops exec-env /etc/secrets.yaml --'),
  line('berglas exec --'),
  line('summon -p summon-env'),
  line('mise exec --'),
  line('asdf exec'),
  line('rbenv exec'),
  line('nvm exec 22'),
  line('pyenv exec'),
  line('corepack'),
];

interface Started extends Raw {
  command?: readonly string[];
  args?: readonly string[];
}

interface Shell extends Entry {
  wrap: (line: string, words: readonly string[]) => Started;
}

const script = (id: string, write: (line: string) => string, ...shell: string[]): Shell => ({
  id,
  wrap: (text) => ({ command: [...(shell.length > 0 ? shell : ['sh', '-c']), write(text)] }),
});

/** What is around the line: the array of the spec, or a shell with its own grammar. */
export const SHELLS: Choices<Shell> = [
  { id: 'array', wrap: (_, words) => ({ command: words }) },
  { id: 'command and args', wrap: (_, words) => ({ command: words.slice(0, 1), args: words.slice(1) }) },
  { id: 'args alone', wrap: (_, words) => ({ args: words }) },
  { id: 'shell and args', wrap: (text) => ({ command: ['/bin/sh', '-c'], args: [text] }) },
  { id: 'flags in args', wrap: (text) => ({ command: ['/bin/bash'], args: ['-c', text] }) },
  script('plain', (text) => text),
  script('exec', (text) => `exec ${text}`, '/bin/ash', '-c'),
  script('login', (text) => `set -euo pipefail; ${text}`, 'bash', '-lc'),
  script('long flags', (text) => text, 'bash', '--norc', '-e', '-c'),
  script('cd', (text) => `cd /srv && ${text}`, 'dash', '-ec'),
  script('busybox', (text) => text, 'busybox', 'sh', '-c'),
  script('zsh', (text) => text, 'zsh', '-c'),
  script('assignment', (text) => `PORT=80 HOST="0.0.0.0" ${text}`),
  script('export', (text) => `export PORT=80\nexec ${text}`),
  script('continued', (text) => text.split(' ').join(' \\\n  ')),
  script('comment', (text) => `# starts it\n${text} # and stays`),
  script('trap', (text) => `trap 'kill 0' TERM; ${text} & wait`),
  script('loop', (text) => `while true; do ${text}; sleep 5; done`),
  script('until', (text) => `until ${text}; do sleep 1; done`),
  script('for', (text) => `for i in 1 2; do ${text} & done; wait`),
  script('if', (text) => `if [ -f /ready ]; then ${text}; else sleep 9; fi`),
  script('case', (text) => `case "$ROLE" in\n  a) ${text} ;;\nesac`),
  script('or', (text) => `test -x /bin/none || ${text}`),
  script('subshell', (text) => `(${text})`),
  script('group', (text) => `{ ${text}; }`),
  script('pipe', (text) => `${text} 2>&1 | tee /var/log/out`),
  script('piped into', (text) => `cat /in | ${text}`),
  script('redirect first', (text) => `>/tmp/log ${text}`),
  script('substitution', (text) => `OUT=$(${text})`),
  script('backticks', (text) => `echo \`${text}\``),
  script('function', (text) => `main() { ${text}; }; main`),
  script('negated', (text) => `! ${text}`),
  script('eval', (text) => `eval "${text}"`),
  script('nested', (text) => `sh -c '${text}'`),
  script('nested twice', (text) => `bash -c "sh -c '${text}'"`),
  script('sourced', (text) => `. /etc/env.sh; ulimit -n 65535; ${text}`),
  script('here document after', (text) => `cat <<EOF >/tmp/x\nhello\nEOF\n${text}`),
  script('here document', (text) => `sh <<'EOF'\n${text}\nEOF`),
  script('here string', (text) => `bash <<< "${text}"`),
  script('su', (text) => text, 'su', 'app', '-s', '/bin/sh', '-c'),
  script('env -S', (text) => text, 'env', '-S'),
  script('tini', (text) => text, 'tini', '--', 'sh', '-c'),
  script('cmd', (text) => text.replaceAll('/', '\\'), 'cmd.exe', '/S', '/C'),
  script('powershell', (text) => `& ${text}`, 'powershell', '-NoProfile', '-Command'),
  script('coprocess', (text) => `coproc ${text}`),
  script('process substitution', (text) => `cat <(${text})`),
  script('arithmetic', (text) => `((n=1)); [[ -n "$A" ]] && ${text}`),
  script('heredoc of a tool', (text) => `cat <<-END | sh\n\t${text}\nEND`),
  script('written and run', (text) => `cat >/tmp/run.sh <<'END'\n${text}\nEND\nsh /tmp/run.sh`),
  script('crlf', (text) => `set -e\r\n${text}\r\n`),
  script('tabs', (text) => text.replaceAll(' ', '\t')),
  script('quoted', (text) =>
    text
      .split(' ')
      .map((word) => `"${word}"`)
      .join(' '),
  ),
  script('split by quotes', (text) => splitByQuotes(text)),
  script('escaped', (text) => text.replaceAll('-', '\\-')),
  {
    id: 'arguments of a script',
    wrap: (_, words) => ({ command: ['sh', '-c', 'exec "$@"', '--', ...words] }),
  },
  { id: 'zeroth of a script', wrap: (_, words) => ({ command: ['sh', '-c', 'exec "$0" "$@"', ...words] }) },
];

/** A shell joins what quotes split: `a""b` is `ab`. The longest word is the one that names the program. */
function splitByQuotes(text: string): string {
  const words = text.split(' ');
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
  const middle = Math.floor(longest.length / 2);
  return words
    .map((word) => (word === longest ? `${word.slice(0, middle)}''${word.slice(middle)}` : word))
    .join(' ');
}

function filled({ words }: Line, styles: Styles): string[] {
  const word = (text: string): string =>
    Object.entries(styles).reduce((rest, [style, name]) => rest.replaceAll(`{${style}}`, name), text);
  return words.filter((part) => part !== '').map(word);
}

/** Options for the program of an image, which their words do not show. */
export const OPTIONS_ALONE: Choices<Line> = [
  line('-jar /app/{kebab}.jar'),
  line('-Xmx1g -jar {kebab}.jar start'),
  line('--config=/etc/app.yaml -m {snake}.py'),
  line('-v --app desk.{snake}:app'),
  line('-m desk.{snake}.main:run'),
  line('-r ./{kebab}.js dist/main.js'),
  line('--module desk.{snake}'),
  line('-cp {kebab}.jar com.desk.Main'),
];

/** What a container starts, and the line as a person would write it. */
export function startedBy(draw: Draw, name: string): Started {
  const styles = stylesOf(name);
  if (draw.random.chance(0.04)) return { args: filled(draw.take('options', OPTIONS_ALONE), styles) };
  const core = filled(draw.take('core', CORES), styles);
  const wrappers = filled(draw.random.chance(0.5) ? WRAPPERS[0] : draw.take('wrapper', WRAPPERS), styles);
  const words = [...wrappers, ...core];
  return draw.take('shell', SHELLS).wrap(words.join(' '), words);
}
