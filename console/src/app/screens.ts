import { administrationScreen } from '../screens/administration/screen.js';
import { auditScreen } from '../screens/audit/screen.js';
import { disclosureScreen } from '../screens/disclosure/screen.js';
import { purposeScreen } from '../screens/purpose/screen.js';
import { statisticsScreen } from '../screens/statistics/screen.js';
import type { Screen } from './screen.js';

/** All screens, in the order of the menu. */
export const SCREENS: readonly Screen[] = [
  auditScreen,
  administrationScreen,
  statisticsScreen,
  disclosureScreen,
  purposeScreen,
];
