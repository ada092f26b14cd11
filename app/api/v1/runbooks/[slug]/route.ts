import { handler } from '#app/handler.ts';
import { runbookDocument } from '#lib/documents/runbook.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(runbookDocument);
