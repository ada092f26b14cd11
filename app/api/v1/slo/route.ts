import { handler } from '#app/handler.ts';
import { sloDocument } from '#features/slo/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(sloDocument);
