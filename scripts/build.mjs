// `npm run build`: the pages. Their part of zod is bundled first.
import { run } from './prepare.mjs';
import { slimZod } from './slim-zod.mjs';

try {
  await slimZod();
  await run('next', ['build']);
} catch (error) {
  console.error(error.message);
  process.exit(error.exitCode ?? 1);
}
