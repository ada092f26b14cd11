/** Public exports of reports. */
export { deployReport } from './model/deploy-report.ts';
export { deployReportMarkdown } from './model/deploy-report-markdown.ts';
export { unreadParts } from './model/readable.ts';
