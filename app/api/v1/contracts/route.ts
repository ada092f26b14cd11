import { handler } from '#app/handler.ts';
import { contractsDocument } from '#features/conformance/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(contractsDocument);
