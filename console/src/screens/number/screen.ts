import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S6: a resident by the number of the card that is shown. */
export const numberScreen: Screen = {
  path: '/number',
  title: { ja: '番号で探す', en: 'Find by number' },
  isFor: ({ allows }) => allows('NUMBER', 'LOOK_UP'),
  key: 'n',
  Page: lazy(() => import('./page.js')),
};
