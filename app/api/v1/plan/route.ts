import { handler } from '#app/handler.ts';
import { planDocument } from '#lib/documents/plan.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(planDocument);
