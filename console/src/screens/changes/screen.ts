import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** Changes of vaccination records that take effect when the holder of the office has approved them. */
export const changesScreen: Screen = {
  path: '/changes',
  title: { ja: '接種記録の変更の承認', en: 'Changes to approve' },
  isFor: ({ purpose, allows }) => purpose === 'HISTORY' && allows('HEALTH', 'APPROVE'),
  tasks: ['CHANGES_TO_APPROVE'],
  key: 'v',
  Page: lazy(() => import('./page.js')),
};
