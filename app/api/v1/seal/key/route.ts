import { handler } from '#app/handler.ts';
import { sealKeyDocument } from '#features/seals/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(sealKeyDocument);
