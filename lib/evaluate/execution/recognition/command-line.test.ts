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
