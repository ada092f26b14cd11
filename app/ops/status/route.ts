import { handler } from '#app/handler.ts';
import { legacyStatusDocument } from '#features/legacy-api/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(legacyStatusDocument);
