/** Refreshes the last quarter of an hour of one chart for its drawing part. Draws nothing. */

import { useEffect } from 'react';
import { useDocument } from '#components/live/documents.ts';
import { historyDocument } from '#lib/documents/history.ts';
import type { History } from '#lib/series/history.ts';

const POINTS = 300;

/** A history as far as it could be read. `failed`: it could not be refreshed. */
export interface HistoryRead {
  history: History | null;
  failed: boolean;
}

export interface RenewalProps {
  agent: string;
  initial: History | null;
  onRead(read: HistoryRead): void;
}

export default function Renewal({ agent, initial, onRead }: RenewalProps) {
  const params = { agent, series: 'heartbeat_age_seconds', points: POINTS };
  const { told: history, failed } = useDocument(historyDocument, params, initial);
  useEffect(() => onRead({ history, failed }), [history, failed, onRead]);
  return null;
}
