/**
 * Proves that two trees of this project give the same verdicts: the reference, which is a commit, and the present tree.
 * Both are recorded by the same program; what differs is told: part, case, subject, then → now.
 */
import { Command, InvalidArgumentError } from 'commander';
import { type Asked, Comparing, EXIT_NOT_RECORDED } from './comparing.ts';
import { PARTS, type Part, partSchema } from './record.ts';
import { Recorders } from './recorders.ts';
import { commitOf, ReferenceTree } from './trees.ts';

const REFERENCE_COMMIT = '08b22e5';
/** sysexits(3), EX_USAGE. */
const EXIT_USAGE = 64;

const HELP = `
Exit codes:
   0  the same is said in every case of every part
   1  something differs, and is told
   2  something could not be recorded, so that nothing is proven of it
  64  the command line is wrong
`;

const values = new Command('same-verdicts')
  .description(`Whether the present tree gives the verdicts of ${REFERENCE_COMMIT}.`)
  .option('--parts <list>', `of ${PARTS.join(',')}`, partsOf, [...PARTS])
  .option('--worlds <n>', 'how many simulated worlds', oneOrMore, 5_000)
  .option(
    '--reference-runs <n>',
    'how often the reference is recorded in what plays in real time',
    oneOrMore,
    1,
  )
  .option(
    '--reference <file>',
    'the record of the reference: used where it is there, and made where it is not',
  )
  .option('--out <file>', 'writes the record of the present tree there')
  .allowExcessArguments(false)
  .addHelpText('after', HELP)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE))
  .parse()
  .opts<Asked>();

function partsOf(list: string): Part[] {
  return list.split(',').map((name) => {
    const part = partSchema.safeParse(name);
    if (!part.success) throw new InvalidArgumentError(`Expected some of ${PARTS.join(',')}, not “${name}”.`);
    return part.data;
  });
}

/** No world examined is nothing proven: that must not end with 0. */
function oneOrMore(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Expected 1 or more.');
  return Number(text);
}

const reference = new ReferenceTree(commitOf(REFERENCE_COMMIT));
const recorders = new Recorders(reference.folder);
process.on('exit', () => reference.remove());
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    console.error(`stopped by ${signal}: nothing is proven`);
    void recorders.stop().then(() => process.exit(EXIT_NOT_RECORDED));
  });

process.exitCode = await new Comparing(values, reference, recorders).all();
