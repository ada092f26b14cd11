import { handler } from '#app/handler.ts';
import { legacyAgentsDocument } from '#features/legacy-api/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(legacyAgentsDocument);
