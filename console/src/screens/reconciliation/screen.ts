import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S12: where ledger and VRS differ, and what is decided about it. */
export const reconciliationScreen: Screen = {
  path: '/reconciliation',
  title: { ja: '突合の指摘', en: 'Ledger against VRS' },
  isFor: ({ purpose, allows }) => purpose === 'HISTORY' && allows('HEALTH', 'RECONCILE'),
  tasks: ['FINDINGS_OPEN', 'FINDINGS_TO_APPROVE'],
  key: 'x',
  Page: lazy(() => import('./page.js')),
};
