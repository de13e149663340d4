import { join } from 'node:path';

/** The city's policy, below the root of the installation. */
export const POLICY_DIRECTORY = join('policy', 'koganei');
