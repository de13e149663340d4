import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** Cases that one has opened: whom they are about, and how they end. */
export const casesScreen: Screen = {
  path: '/cases',
  title: { ja: '自分の案件', en: 'My cases' },
  isFor: ({ allows }) => allows('CASE', 'KEEP_CASE'),
  tasks: ['CASES_OPEN'],
  key: 'k',
  Page: lazy(() => import('./page.js')),
};
