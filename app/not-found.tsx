import { connection } from 'next/server';
import { ExecutionBanner } from '#components/execution-banner/execution-banner.tsx';
import { NothingHere } from '#components/not-found/nothing-here.tsx';
import { runtime } from './runtime.ts';
import { Shell } from './shell.tsx';

export default async function NotFound() {
  // Made for each request: at build time there is no console to ask.
  await connection();
  const console = runtime();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="Not found">
      <ExecutionBanner />
      <NothingHere agents={console.posture().agents} runbooks={console.runbooks()} />
    </Shell>
  );
}
