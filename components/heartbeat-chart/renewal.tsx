/** Keeps one chart's history young, and tells whoever draws it. Draws nothing. */

import { useEffect } from 'react';
import type { History } from '#lib/series/history.ts';
import { useHistory } from './history-query.ts';

/** A history as far as it could be read. `failed`: it could not be renewed. */
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
  const { history, failed } = useHistory(agent, initial);
  useEffect(() => onRead({ history, failed }), [history, failed, onRead]);
  return null;
}
