/** `mission-control verify`: whether a screenshot or an incident's bundle is as it was sealed. */

import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { askJournals } from '#features/seals/server/journal-witness.ts';
import { LARGEST_FILE, type Picture, readPicture } from '#features/seals/server/picture.ts';
import { parseSeal } from '#features/seals/server/seal-code.ts';
import { keyId, publicKeyFile } from '#features/seals/server/seal-key.ts';
import { type PictureVerdict, type Told, verifyPicture } from '#features/seals/server/verdict.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { readLimitedBytes } from '#platform/limited-file.ts';
import { asJson, type Outside } from './mesh-command.ts';
import { otherKey, readKey } from './seal-keys.ts';
import { beginsAsZip, verifyBundle } from './verify-bundle.ts';

const HELP = `
A seal says that these very pixels were shown to a console at that time, when that posture was in force or had been within ten
minutes. It does not say that the pixels show that posture: whoever reaches the console can have any picture sealed.

An incident's bundle (the zip of /api/v1/incident.zip) is signed as a whole: that a console with that key wrote these very files.

Exit codes:
   0  unaltered since it was sealed; of a picture, where there is a journal, it holds that posture
   1  altered: a picture's seal is the console's, and of other pixels; a bundle contradicts its manifest or its signature
   2  unknown: no seal, no key for it, neither PNG nor bundle, or the journal tells otherwise
  64  the command line is wrong

Examples:
  mission-control verify mission-control_20261120T151500Z_P1_pane.png --data-dir /var/lib/mission-control
  mission-control verify from-the-ticket.png --seal mc1.eyJ… --key seal-public-0a1b2c3d4e5f6071.pem
  mission-control verify incident_20261120T150000.000Z_20261120T153000.000Z.zip --key seal-public-0a1b2c3d4e5f6071.pem
`;

const EXIT_OF: Readonly<Record<PictureVerdict, number>> = { unaltered: 0, altered: 1, unknown: 2 };

interface Flags {
  seal?: string;
  key?: string;
  dataDir: string;
  json?: true;
}

export function verifyCommand(outside: Outside): Command {
  return new Command('verify')
    .description(
      'Whether a screenshot or an incident’s bundle is as it was sealed. No console and no cluster is asked.',
    )
    .argument('<file>', 'the PNG, or the zip')
    .option('--seal <code>', 'its seal, where the ticket has it and the picture has lost it')
    .option('--key <file>', 'the public key as /api/v1/seal/key gives it, PEM; no journal is looked at then')
    .addOption(
      new Option('--data-dir <folder>', 'the console’s, with its public keys and journals')
        .env('MISSION_CONTROL_DATA_DIR')
        .default('.mission-control'),
    )
    .option('--json', 'for programs, one JSON document on standard output')
    .allowExcessArguments(false)
    .addHelpText('after', HELP)
    .action(async (file: string, flags: Flags) => {
      if (await beginsAsZip(file)) return verifyBundle(file, flags, outside);
      const picture = await pictureOf(file);
      const key = await keyFor(picture, flags);
      const told = verifyPicture(picture, flags.seal ?? null, {
        key: (id) =>
          key !== null && !('why' in key) && keyId(key) !== id ? otherKey(id) : (key ?? otherKey(id)),
        journal: (sealed) => askJournals(flags.key === undefined ? flags.dataDir : null, sealed),
      });
      outside.write(flags.json ? asJson(told) : words(told));
      outside.setExitCode(EXIT_OF[told.verdict]);
    });
}

/** @throws ConfigurationError if there is no such file. */
async function pictureOf(file: string): Promise<Picture> {
  try {
    return readPicture(await readLimitedBytes(file, LARGEST_FILE));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (/^ENOENT|^EACCES/.test(why))
      throw new ConfigurationError([`${file}: expected a file that can be read (${why})`]);
    return { ok: false, why };
  }
}

/** The key that was named, or the one of the data folder that the seal names; null if no seal names one. */
async function keyFor(picture: Picture, flags: Flags): Promise<KeyObject | { why: string } | null> {
  if (flags.key !== undefined) return readKey(flags.key);
  const code = flags.seal ?? (picture.ok ? picture.seal : null);
  const seal = code === null ? null : parseSeal(code);
  if (seal === null) return null;
  const file = join(flags.dataDir, publicKeyFile(seal.payload.key));
  return readKey(file);
}

function words({ verdict, why, sealed }: Told): string {
  const head = `${verdict.toUpperCase()}: ${why}.\n`;
  if (sealed === null) return head;
  const shift = sealed.shift === 0 ? '' : `, by a clock that was shifted by ${sealed.shift} s`;
  return `${head}Sealed ${sealed.sealed} by key ${sealed.key}${shift}. Posture ${sealed.posture}, published ${sealed.published}.
It does not say that the pixels show that posture.
`;
}
