import { lazy } from 'react';
import type { Screen } from '../../../app/screen.js';

/** S7: a pile of slips, one behind another, for whoever may put doses on file. */
export const slipsScreen: Screen = {
  path: '/slips',
  title: { ja: '予診票の入力', en: 'Enter slips' },
  isFor: ({ allows }) => allows('HEALTH', 'RECORD') && allows('BASIC', 'READ'),
  key: 's',
  Page: lazy(() => import('./page.js')),
};
