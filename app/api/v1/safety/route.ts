import { handler } from '#app/handler.ts';
import { legacySafetyDocument } from '#features/legacy-api/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(legacySafetyDocument);
