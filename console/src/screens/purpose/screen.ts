import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S2: why one asks, before anything about a person. */
export const purposeScreen: Screen = {
  path: '/purpose',
  title: { ja: '利用目的と案件', en: 'Purpose and case' },
  isFor: () => true,
  withoutPurpose: true,
  key: 'p',
  Page: lazy(() => import('./page.js')),
};
