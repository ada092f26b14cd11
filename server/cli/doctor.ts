/** `mission-control doctor`: sources available and unavailable from here, with a remedy for each problem. */

import type { Command } from 'commander';
import { columns } from '#features/reports/model/columns.ts';
import { diagnose, type Sign } from '#features/reports/model/diagnosis.ts';
import { parseMeshConfig } from '../config.ts';
import { asJson, EXIT, look, type MeshFlags, meshCommand, type Outside } from './mesh-command.ts';

const HELP = `
Exit codes:
   0  nothing is to be mended
   1  something is: each with how
  64  the command line, the plan or the credentials are wrong

Examples:
  mission-control doctor --kubeconfig ~/.kube/config --context trading
  mission-control doctor --json | jq '.signs[] | select(.level == "mend")'
`;

export function doctorCommand(outside: Outside): Command {
  return meshCommand(
    'doctor',
    'What the console sees and what not, permissions, clock, latency, versions, and how to mend each.',
  )
    .addHelpText('after', HELP)
    .action(async (flags: MeshFlags) => {
      const { posture, sources, plan, pending } = await look(flags, outside.terminal);
      const { measureApi } = await import('../api-measure.ts');
      const api = await measureApi(parseMeshConfig(flags));
      const modeVariable = plan.plan.safety.environment.mode;
      const signs = diagnose({ posture, sources, api, node: process.version, modeVariable, pending });
      outside.write(flags.json ? asJson({ signs, api }) : textOf(signs));
      outside.setExitCode(signs.some((s) => s.level === 'mend') ? EXIT.failed : EXIT.ok);
    });
}

function textOf(signs: readonly Sign[]): string {
  const rows = signs.map(({ level, part, subject, what }) => [level, part, subject, what]);
  const lines = columns(rows).flatMap((line, i) => {
    const remedy = signs[i]?.remedy ?? '';
    return remedy === '' ? [line] : [line, `        → ${remedy}`];
  });
  const wrong = signs.filter((s) => s.level === 'mend').length;
  return [...lines, '', wrong === 0 ? 'Nothing is to be mended.' : `To be mended: ${wrong}.`, ''].join('\n');
}
