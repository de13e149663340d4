import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S8: who is to be reminded of a vaccination, and who is left out and why. */
export const recallScreen: Screen = {
  path: '/recall',
  title: { ja: '接種勧奨の対象者', en: 'Who is due' },
  isFor: ({ purpose, allows }) => purpose === 'RECOMMEND' && allows('HEALTH', 'FILTER'),
  key: 'd',
  Page: lazy(() => import('./page.js')),
};
