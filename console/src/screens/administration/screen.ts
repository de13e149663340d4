import { lazy } from 'react';
import type { Screen } from '../../app/screen.js';

/** S16: who may do what, until when, and how the systems are. */
export const administrationScreen: Screen = {
  path: '/administration',
  title: { ja: 'アカウントと権限', en: 'Accounts and permissions' },
  isFor: ({ purpose, allows }) => purpose === 'ADMINISTRATION' && allows('DIRECTORY', 'READ'),
  tasks: ['GRANTS_EXPIRING', 'CONTRACTS_EXPIRING'],
  key: 'm',
  Page: lazy(() => import('./page.js')),
};
