import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S3: what waits for this account. Nothing on it is about a person. */
export const homeScreen: Screen = {
  path: '/home',
  title: { ja: '自分の仕事', en: 'My work' },
  isFor: () => true,
  withoutPurpose: true,
  key: 'h',
  Page: lazy(() => import('./page.js')),
};
