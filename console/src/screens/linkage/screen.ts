import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S11: what other bodies are asked, and what they are given. */
export const linkageScreen: Screen = {
  path: '/linkage',
  title: { ja: '情報連携', en: 'Exchange with other bodies' },
  isFor: ({ purpose, allows }) =>
    (purpose === 'HISTORY' || purpose === 'INQUIRY') && allows('LINKAGE', 'READ'),
  tasks: ['PROVISIONS_TO_APPROVE', 'INQUIRIES_ANSWERED', 'INQUIRIES_REFUSED', 'INQUIRIES_QUARANTINED'],
  key: 'l',
  Page: lazy(() => import('./page.js')),
};
