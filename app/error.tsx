/** Replacement for a failed page: nothing on it may look like a state of the mesh. */
'use client';
export default function PageFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <main id="main" className="mx-auto grid max-w-[64ch] gap-4 p-8" role="alert">
      <h1 className="text-3xl font-bold">◇ This page failed</h1>
      <p>
        It shows nothing of the mesh now: <strong>whether execution is off is not known here.</strong> The
        console itself may be well; its API still answers.
      </p>
      <p className="machine">{error.digest ?? error.message}</p>
      <p>
        {/* Not by rendering again what the page was opened with: that is as old as the page. */}
        <button className="btn" type="button" onClick={() => location.reload()}>
          Try again
        </button>
      </p>
    </main>
  );
}
