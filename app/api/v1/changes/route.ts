import { handler } from '#app/handler.ts';
import { changesDocument } from '#lib/documents/changes.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(changesDocument);
