import { handler } from '#app/handler.ts';
import { historyDocument } from '#lib/documents/history.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(historyDocument);
