import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S14: who looked at whom, and the review that somebody signs. */
export const auditScreen: Screen = {
  path: '/audit',
  title: { ja: 'アクセス記録の監査', en: 'Audit of the access log' },
  isFor: ({ purpose, allows }) => purpose === 'AUDIT' && allows('AUDIT', 'AGGREGATE'),
  tasks: ['REVIEWS_DUE'],
  key: 'a',
  Page: lazy(() => import('./page.js')),
};
