import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S5: one resident, part by part; whom, is in memory alone. */
export const residentScreen: Screen = {
  path: '/resident',
  title: { ja: '住民', en: 'Resident' },
  isFor: ({ allows }) => allows('BASIC', 'READ'),
  key: 'r',
  Page: lazy(() => import('./page.js')),
};
