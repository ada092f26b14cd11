import { handler } from '#app/handler.ts';
import { deployReportDocument } from '#features/reports/document.ts';

export const dynamic = 'force-dynamic';
export const GET = handler(deployReportDocument);
