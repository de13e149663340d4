import { administrationScreen } from '../screens/administration/screen.js';
import { auditScreen } from '../screens/audit/screen.js';
import { purposeScreen } from '../screens/purpose/screen.js';
import type { Screen } from './screen.js';

/** All screens, in the order of the menu. */
export const SCREENS: readonly Screen[] = [auditScreen, administrationScreen, purposeScreen];
