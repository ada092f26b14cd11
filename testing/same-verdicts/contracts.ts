/** The table of contracts: how each rule and each line stands for each agent. */
import { z } from 'zod';
import type { Line } from './projection.ts';

const contractsSchema = z.object({
  agents: z.array(
    z.object({
      name: z.string(),
      cells: z.array(z.object({ rule: z.string(), state: z.string() })),
      lines: z.array(z.object({ state: z.string() })),
    }),
  ),
});

/** A line of a contract has no name: its place is its subject. @throws where the document lacks one of these paths. */
export function contractLines(document: unknown): Line[] {
  return contractsSchema
    .parse(document)
    .agents.flatMap(({ name, cells, lines }) => [
      ...cells.map(({ rule, state }): Line => [`contract ${name}, rule ${rule}`, state]),
      ...lines.map(({ state }, i): Line => [`contract ${name}, line ${i + 1}`, state]),
    ]);
}
