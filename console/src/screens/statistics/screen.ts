import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S10: the published tables, drawn. Nobody can be told from them. */
export const statisticsScreen: Screen = {
  path: '/statistics',
  title: { ja: '接種率', en: 'Vaccination coverage' },
  isFor: ({ purpose, allows }) => purpose === 'STATISTICS' && allows('STATISTICS', 'AGGREGATE'),
  key: 'c',
  Page: lazy(() => import('./page.js')),
};
