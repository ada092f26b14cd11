import { handler } from '#app/handler.ts';
import { openApiDefinition } from '#lib/documents/open-api.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(openApiDefinition);
