import { expect, test } from 'vitest';
import { commandLineOf } from './command-line.ts';

const starts = (name: string, words: readonly string[]): boolean =>
  commandLineOf(words, []).entry.some((word) => word.includes(name));
const script = (...lines: string[]): string[] => ['sh', '-c', lines.join(' ␤ ')];

test.each([
  ['a tool with `--`', ['acme-run', '--env', 'prod', '--', '/opt/robot', '-v']],
  ['a tool before an interpreter', ['acme-run', '--env=prod', 'python', '-m', 'desk.robot']],
  ['a tool before a shell by its path', ['acme-run', '/bin/sh', '-c', 'robot']],
  ['a tool before a file of programs', ['acme-run', '4', '/opt/desk/bin/robot']],
  ['a tool before a file of the working folder', ['acme-run', '-x', './robot']],
  ['a tool before its only file', ['acme-run', '--level=2', '/srv/robot/main']],
  ['a command of Windows', ['cmd.exe', '/S', '/C', '\\srv\\robot.exe -v']],
  ['an option with a value before it', ['env', '-u', 'HTTP_PROXY', '/opt/robot', 'serve']],
  ['several of them', ['strace', '-f', '-o', '/tmp/t', '/opt/robot']],
  ['an option without a value before it', ['setsid', '-w', '/opt/robot', 'serve']],
  ['the folder of a new root', ['chroot', '/srv', '/opt/robot']],
  ['a supervisor of processes', ['s6-setuidgid', 'app', '/opt/robot']],
  ['a shell of a user', ['su', 'app', '-s', '/bin/sh', '-c', 'exec /opt/robot']],
  ['an engine of containers with a tag', ['docker', 'run', 'robot:7']],
  ['an engine of containers', ['docker', 'run', '--rm', 'registry.example/desk/robot:7']],
  ['a manager of units', ['systemctl', 'restart', 'robot.service']],
  ['a command of a framework', ['php', 'artisan', 'robot:run']],
  ['a module of a build', ['mvn', '-pl', 'robot', 'spring-boot:run']],
  ['a target of a build', ['bazel', 'run', '//services/robot:main']],
  ['a line of its own', script('# starts it', '/opt/robot')],
  ['a line behind another', script('set -e', '/opt/robot -v')],
  ['a line behind a here document', script('cat <<EOF >/tmp/x', 'hello', 'EOF', '/opt/robot')],
  ['a here document for a shell', script("bash -s <<-'EOF'", '/opt/robot', 'EOF')],
  ['a here document that is piped into a shell', script('cat <<EOF | sh', '/opt/robot', 'EOF')],
  ['a script that is written and run', script('cat >/tmp/x.sh <<EOF', '/opt/robot', 'EOF', 'sh /tmp/x.sh')],
  ['a here string for a shell', script('bash <<< "/opt/robot -v"')],
  ['a redirection before it', script('>/tmp/log /opt/robot')],
  ['a redirection in two words before it', script('2> /tmp/log /opt/robot')],
  ['redirections behind it', script('java -server com.desk.robot 2>&1 | tee /log')],
  ['an option, with words of its own', ['java', '-server', 'com.desk.robot', 'start']],
  ['an option of a language of scripts', ['julia', '--project=.', 'robot.jl', 'now']],
  ['a search that starts what it finds', script('find /opt -name robot.py -exec python {} +')],
  ['a here document for an interpreter', script("python - <<'EOF'", 'import robot', 'EOF')],
  ['a tool of the cluster that scales up', ['kubectl', '-n', 'x', 'scale', 'deploy/robot', '--replicas=1']],
  ['a name of which a part is quoted', script('/opt/"ro"bot-"agent"')],
])('behind %s stands the program', (_what, words) => {
  expect(starts('robot', words)).toBe(true);
});

test.each([
  ['an argument of an unknown tool', ['acme-run', '--target', 'robot']],
  ['a plain word of an unknown tool', ['acme-run', 'restart', 'robot']],
  ['a file of settings', ['acme-run', './robot.yaml', '/etc/robot.conf']],
  ['the value of an option', ['acme-run', '--data', '/var/lib/robot']],
  ['what is shown', ['tail', '-F', '--', './robot']],
  ['a folder of data', ['restic', 'backup', '/data/robot']],
  ['what is waited for', ['wait-for-it.sh', 'robot:80', '-t', '30', './serve']],
  ['what is waited for by its scheme', ['dockerize', '-wait', 'tcp://robot:80', './serve']],
  ['a unit that is asked about', ['systemctl', 'status', 'robot.service']],
  ['what an engine of containers is asked', ['docker', 'logs', '-f', 'robot']],
  ['what is searched', ['grep', '-r', 'robot', '/var/log']],
  ['a comment', script('# calls robot now and then', '/opt/main')],
  ['the text of a file', script('cat > /etc/x.yaml <<EOF', 'robot:', '  url: x', 'EOF', '/opt/main')],
  ['where output goes', script('/opt/main > /var/log/robot')],
])('%s is no program', (_what, words) => {
  expect(starts('robot', words)).toBe(false);
  expect(commandLineOf(words, []).later.some((word) => word.includes('robot'))).toBe(true);
});

const divided = (command: readonly string[], args: readonly string[] = []): [string, string] => {
  const { entry, later } = commandLineOf(command, args);
  return [entry.join(' '), later.join(' ')];
};

/** A line, what of it names the program, and the rest. */
test.each([
  ['A=b robot now', 'robot', 'A=b now'],
  ['-q 5 robot now', 'robot', '-q 5 now'],
  ['30s robot', 'robot', '30s'],
  ['ends- robot', 'ends-', 'robot'],
  ['tail -f robot.log', 'tail', '-f robot.log'],
  ['tini -g -- /opt/robot -v', 'tini /opt/robot', '-g -v'],
  ['exec -- robot -- now', 'exec robot now', '--'],
  ['nice -n 5 /opt/robot now', 'nice /opt/robot', '-n 5 now'],
  ['env A=b C=d robot now', 'env robot', 'A=b C=d now'],
  ['env --unset=X robot now', 'env robot', '--unset=X now'],
  ['env', 'env', ''],
  ['sudo -u app robot now', 'sudo app robot', '-u now'],
  ['gosu app python robot.py now', 'gosu app python robot.py', 'now'],
  ['gosu robot', 'gosu robot', ''],
  ['chroot /srv robot now', 'chroot /srv robot', 'now'],
  ['strace a b c d sh robot', 'strace a', 'b c d sh robot'],
  ['strace -o out -e trace python robot.py', 'strace out trace python robot.py', '-o -e'],
  ['dockerize -wait tcp://db:5 -m robot now', 'dockerize robot', '-wait tcp://db:5 -m now'],
  ['wrapper$ robot', 'wrapper$', 'robot'],
  ['$WRAP robot now', '$WRAP robot', 'now'],
  ['run.sh robot now', 'run.sh robot', 'now'],
  ['python robot now', 'python robot', 'now'],
  ['python -m robot now', 'python robot', '-m now'],
  ['python -mrobot now', 'python robot', 'now'],
  ['python -u -X dev robot now', 'python dev robot', '-u -X now'],
  ['python -W ignore robot.py now', 'python ignore robot.py', '-W now'],
  ['python -c code now then', 'python code', 'now then'],
  ['python robot.py -c conf', 'python robot.py', '-c conf'],
  ['python -u -c code -v', 'python code', '-v'],
  ['python -m uvicorn --port 80 robot:app', 'python uvicorn robot:app', '-m --port 80'],
  ['python -u', 'python', '-u'],
  ['node -r trace.js robot now', 'node trace.js robot', 'now'],
  ['node --import trace.js --inspect robot now', 'node trace.js robot now', '--inspect'],
  ['node -e code now', 'node code', 'now'],
  ['java -cp a.jar com.desk.robot now', 'java a.jar com.desk.robot', 'now'],
  ['java -server com.desk.robot now', 'java com.desk.robot now', '-server'],
  ['java -jar robot.jar now', 'java robot.jar', '-jar now'],
  ['uvicorn --port 80 robot:app', 'uvicorn robot:app', '--port 80'],
  ['uvicorn --app=robot --reload now', 'uvicorn --app=robot', '--reload now'],
  ['uvicorn --port-- 80 x--app=robot', 'uvicorn x--app=robot', '--port-- 80'],
  ['gunicorn -b :80 robot now', 'gunicorn robot now', '-b :80'],
  ['celery -A robot worker -l info', 'celery robot worker', '-A -l info'],
  ['npm run robot -- --fast', 'npm run robot', '-- --fast'],
  ['celery worker- info -A robot', 'celery worker- info robot', '-A'],
  ['docker run --rm robot:7', 'docker run --rm robot:7', ''],
  ['docker logs robot', 'docker', 'logs robot'],
  ['systemctl status robot', 'systemctl', 'status robot'],
  ['acme -- robot now', 'acme robot', '-- now'],
  ['acme --env prod python -m robot', 'acme python robot', '--env prod -m'],
  ['acme exec robot now', 'acme exec robot', 'now'],
  ['acme /opt/bin/robot now', 'acme /opt/bin/robot', 'now'],
  ['acme /opt/robot now', 'acme /opt/robot', 'now'],
  ['acme serve /opt/robot', 'acme', 'serve /opt/robot'],
  ['acme --out /opt/robot now', 'acme', '--out /opt/robot now'],
  ['acme x/robot', 'acme', 'x/robot'],
  ['acme ./robot now', 'acme ./robot', 'now'],
  ['acme ./robot.yaml now', 'acme', './robot.yaml now'],
  ['acme serve /bin/sh robot', 'acme /bin/sh robot', 'serve'],
  ['acme python desk.robot', 'acme python desk.robot', ''],
  ['acme python robot', 'acme', 'python robot'],
  ['acme serve /opt/timeout robot', 'acme /opt/timeout robot', 'serve'],
  ['acme serve /opt/node robot', 'acme /opt/node robot', 'serve'],
  ['acme serve /opt/gosu app robot', 'acme /opt/gosu app robot', 'serve'],
  ['acme serve /opt/uvicorn robot', 'acme /opt/uvicorn robot', 'serve'],
  ['sh -x robot.sh now', 'sh robot.sh now', '-x'],
  ['sh -e -u -x -v -o pipefail -c robot', 'sh pipefail robot', '-e -u -x -v -o'],
  ['sh robot -c now', 'sh robot now', ''],
  ['cmd /c \\srv\\robot.exe', 'cmd /srv/robot.exe', ''],
  ['cmd.exe /srv/robot now', 'cmd.exe /srv/robot', 'now'],
  ['powershell -command robot', 'powershell robot', ''],
  ['su app robot now', 'su app', 'robot now'],
  ['su app -c robot', 'su app robot', ''],
  ['robot.exe.sh now', 'robot.exe.sh now', ''],
  ['python3.12 robot now', 'python3.12 robot', 'now'],
  ['SH -c robot', 'SH robot', ''],
  ['setsid -w /opt/robot serve', 'setsid /opt/robot', '-w serve'],
  ['setsid -w bash -c robot now', 'setsid bash robot', '-w now'],
  ['python -X robot', 'python robot', '-X'],
  ['uvicorn -x--app=robot', 'uvicorn', '-x--app=robot'],
])('each word of `%s` names the program, or does not', (line, entry, later) => {
  expect(divided(line.split(' '))).toEqual([entry, later]);
});

/** Without a command the image’s own program may get the arguments, or give way to them. */
test.each([
  ['-m robot now', 'robot', '-m now'],
  ['-q robot now', '', '-q robot now'],
  ['robot now', 'robot', 'now'],
  ['robot- now', 'robot-', 'now'],
  ['', '', ''],
  ['-u robot.py', 'robot.py', '-u'],
  ['-c robot x', '', '-c robot x'],
])('each word of the arguments `%s` names the program, or does not', (line, entry, later) => {
  expect(divided([], line === '' ? [] : line.split(' '))).toEqual([entry, later]);
});

/** Entries begin with the shell. */
test.each([
  ['set -e ␤ exec robot now', 'sh set exec robot', '-e now'],
  ['cd /srv && ./robot --x', 'sh cd /srv ./robot', '--x'],
  ['A=b robot; other now', 'sh robot other', 'A=b now'],
  ['a | b > /log c', 'sh a b', 'c > /log'],
  ['2>/dev/null robot >> /log now', 'sh robot', 'now 2>/dev/null >> /log'],
  ['echo hi ␤ robot # why it runs ␤ next', 'sh echo robot next', 'hi # why it runs'],
  ['cat <<EOF ␤ one  two ␤ EOF ␤ robot', 'sh cat robot', 'one two'],
  ['cat <<EOF | sh ␤ robot now ␤ EOF', 'sh cat sh robot', 'now'],
  ['cat <<EOF > /x.sh ␤ robot ␤ EOF', 'sh cat robot', '> /x.sh'],
  ['bash <<EOF ␤ robot ␤ EOF', 'sh bash robot', ''],
  ['  bash -s <<EOF ␤ robot ␤ EOF', 'sh bash robot', '-s'],
  ['tool a python -m robot node robot.js', 'sh tool python robot node robot.js', 'a -m'],
  ['tool a python robot.main b', 'sh tool python robot.main', 'a b'],
  ['tool python 3 b', 'sh tool', 'python 3 b'],
  ['node robot', 'sh node robot', ''],
  ['rob\\ot now', 'sh robot', 'now'],
  ['a\\;b', 'sh a b', ''],
  ["'robot' now", 'sh robot', 'now'],
  ['my\\ robot now', 'sh my', 'robot now'],
  ['$(robot now)', 'sh robot', 'now'],
  ['X=$(robot now) next', 'sh robot next', 'X= now'],
  ['echo `robot`', 'sh echo robot', ''],
  ['run\\-this now', 'sh run-this', 'now'],
  ['x node a,b.c y', 'sh x', 'node a,b.c y'],
  ['x node .c y', 'sh x', 'node .c y'],
  ['x node ab.c. y', 'sh x node ab.c.', 'y'],
  ['x node b. y', 'sh x', 'node b. y'],
  ['python a.py node robot.js', 'sh python a.py node robot.js', ''],
  ['tool node a.b,c', 'sh tool', 'node a.b,c'],
  ['a\\,b robot', 'sh a,b', 'robot'],
  ['cat <<EOF > /x.txt ␤ one ␤ EOF', 'sh cat', 'one > /x.txt'],
])('each word of the script `%s` names a program, or does not', (text, entry, later) => {
  const [programs, rest] = divided(['sh', '-c', text]);
  expect([programs, rest.replace(/\s+/g, ' ').trim()]).toEqual([entry, later]);
});

test('a whole line in one word is a script', () => {
  expect(divided(['python -m robot', 'now'])).toEqual(['python robot', '-m now']);
});

test.each([
  ['what is called', ['nc', '-z', 'robot', '80']],
  ['what a tool of the cluster looks at', ['kubectl', 'rollout', 'status', 'deployment/robot']],
])('%s is no sign at all', (_what, words) => {
  expect(commandLineOf(words, []).later).toEqual([]);
  expect(starts('robot', words)).toBe(false);
});

test('what a tool of the cluster scales to zero is not started', () => {
  expect(starts('robot', ['kubectl', 'scale', 'deploy/robot', '--replicas=0'])).toBe(false);
});
