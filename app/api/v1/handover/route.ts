import { handler } from '#app/handler.ts';
import { handoverDocument } from '#features/handoff/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(handoverDocument);
