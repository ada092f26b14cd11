import { handler } from '#app/handler.ts';
import { sourcesDocument } from '#lib/documents/sources.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(sourcesDocument);
