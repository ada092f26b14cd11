import { handler } from '#app/handler.ts';
import { sealDocument } from '#features/seals/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(sealDocument);
