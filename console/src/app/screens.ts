import { administrationScreen } from '../screens/administration/screen.js';
import { auditScreen } from '../screens/audit/screen.js';
import { disclosureScreen } from '../screens/disclosure/screen.js';
import { helpScreen } from '../screens/help/screen.js';
import { linkageScreen } from '../screens/linkage/screen.js';
import { purposeScreen } from '../screens/purpose/screen.js';
import { recallScreen } from '../screens/recall/screen.js';
import { reconciliationScreen } from '../screens/reconciliation/screen.js';
import { statisticsScreen } from '../screens/statistics/screen.js';
import type { Screen } from './screen.js';

/** All screens, in the order of the menu. */
export const SCREENS: readonly Screen[] = [
  linkageScreen,
  recallScreen,
  reconciliationScreen,
  auditScreen,
  administrationScreen,
  statisticsScreen,
  disclosureScreen,
  purposeScreen,
  helpScreen,
];
