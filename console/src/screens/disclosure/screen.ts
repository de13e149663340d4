import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S15: what a person who asked for it is told of the log. */
export const disclosureScreen: Screen = {
  path: '/disclosure',
  title: { ja: '開示請求の写し', en: 'Extract for a disclosure request' },
  isFor: ({ purpose, allows }) => purpose === 'DISCLOSURE' && allows('AUDIT', 'EXPORT'),
  key: 'd',
  Page: lazy(() => import('./page.js')),
};
