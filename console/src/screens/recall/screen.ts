import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S8: who lacks a dose that is due, and who is left out. */
export const recallScreen: Screen = {
  path: '/recall',
  title: { ja: '接種勧奨の対象者', en: 'Who is due' },
  isFor: ({ purpose, allows }) => purpose === 'RECOMMEND' && allows('HEALTH', 'FILTER'),
  key: 'k',
  Page: lazy(() => import('./page.js')),
};
