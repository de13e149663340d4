import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S18: how each task is done, the keys, whom to ring, and what the page is made of. */
export const helpScreen: Screen = {
  path: '/help',
  title: { ja: '使い方', en: 'Help' },
  isFor: () => true,
  withoutPurpose: true,
  key: 'u',
  Page: lazy(() => import('./page.js')),
};
