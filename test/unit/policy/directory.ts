import { join } from 'node:path';

/** The city's policy folder. Whoever needs the policy in it loaded takes harness.ts: that costs seconds. */
export const DIRECTORY = join(__dirname, '../../../policy/koganei');
