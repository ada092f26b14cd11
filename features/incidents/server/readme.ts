/** README of the bundle: its contents, and how to verify them years later. */

import { MANIFEST_FILE, SIGNATURE_FILE } from '../model/manifest.ts';
import type { BundleFile } from './incident.ts';

export const README: BundleFile = {
  name: 'README.md',
  text: `# An incident, as Mission Control kept it

Begin with \`timeline.md\`: what was before, what turned red, what followed, and when nobody watched.

- \`changes.md\`: each field that changed, posture by posture
- \`postures/\`: each posture that was published, named by its time in UTC; the first was in force at the beginning
- \`facts/\`: what was known at the beginning, then what was news at each change; one JSON document a line
- \`charts/\`: each series of each agent as a picture and as numbers; a line breaks where nothing was observed
- \`deploy_report/\`: what was deployed at the beginning and at the end
- \`warning_events.json\`: the cluster's warnings among the facts
- \`plan/\`, \`runbooks/\`: what was in force
- \`holes.json\`: when nobody watched, and what is missing here and why
- \`${MANIFEST_FILE}\`: every file with its size and SHA-256
- \`${SIGNATURE_FILE}\`: the console's signature over the manifest (Ed25519, base64); not there where the manifest says \`unsigned\`

## Was it changed?

    mission-control verify THIS.zip --key seal-public-KEY.pem

The manifest names the key by the first 16 hex digits of the SHA-256 of its public half. That half is not in here: whoever changes a
bundle could put another key in. Get it from the console, \`/api/v1/seal/key\` or \`seal-public-KEY.pem\` in its data folder, by a way that
you trust. With standard tools, in the unpacked folder:

    base64 -d ${SIGNATURE_FILE} > signature
    openssl pkeyutl -verify -pubin -inkey seal-public-KEY.pem -rawin -in ${MANIFEST_FILE} -sigfile signature
    jq -r '.files[] | .sha256 + "  " + .name' ${MANIFEST_FILE} | sha256sum -c

The signature says that a console with that key wrote these files. It does not say that what the console was told was true.
`,
};
