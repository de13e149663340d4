import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S4: a resident by name, birth or address. */
export const findScreen: Screen = {
  path: '/find',
  title: { ja: '住民を探す', en: 'Find a resident' },
  isFor: ({ allows }) => allows('BASIC', 'FILTER'),
  key: 'f',
  Page: lazy(() => import('./page.js')),
};
