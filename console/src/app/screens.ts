import { administrationScreen } from '../screens/administration/screen.js';
import { auditScreen } from '../screens/audit/screen.js';
import { casesScreen } from '../screens/cases/screen.js';
import { changesScreen } from '../screens/changes/screen.js';
import { disclosureScreen } from '../screens/disclosure/screen.js';
import { findScreen } from '../screens/find/screen.js';
import { helpScreen } from '../screens/help/screen.js';
import { homeScreen } from '../screens/home/screen.js';
import { linkageScreen } from '../screens/linkage/screen.js';
import { numberScreen } from '../screens/number/screen.js';
import { purposeScreen } from '../screens/purpose/screen.js';
import { recallScreen } from '../screens/recall/screen.js';
import { reconciliationScreen } from '../screens/reconciliation/screen.js';
import { residentScreen } from '../screens/resident/screen.js';
import { slipsScreen } from '../screens/resident/slips/screen.js';
import { statisticsScreen } from '../screens/statistics/screen.js';
import type { Screen } from './screen.js';

/** All screens, in the order of the menu. */
export const SCREENS: readonly Screen[] = [
  homeScreen,
  casesScreen,
  findScreen,
  numberScreen,
  residentScreen,
  slipsScreen,
  recallScreen,
  linkageScreen,
  changesScreen,
  reconciliationScreen,
  statisticsScreen,
  auditScreen,
  disclosureScreen,
  administrationScreen,
  purposeScreen,
  helpScreen,
];
