import { join } from 'node:path';

import { openResidentRegistry } from '../../../adapters/resident-registry/adapter.js';
import { MUNICIPALITY } from '../../about.js';
import type { AuditKeys } from '../../audit/keys/audit-keys.js';
import { readReportSource, termsOf } from '../../review/read-report-source.js';
import type { ReportSource } from '../../review/report/report-source.js';
import type { Settings } from '../../config/settings.js';
import { toGatewayError } from '../../errors/to-gateway-error.js';
import { clockOn } from '../../calendar/clock.js';
import { POLICY_DIRECTORY } from '../../policy/directory.js';
import { loadPolicy } from '../../policy/load.js';
import { openStaff } from '../../staff/open-staff.js';
import { residentStaff } from '../resident-staff.js';
import { withAccessIndex } from './index-place.js';

export interface ReportOrder {
  readonly directory: string;
  readonly keys: AuditKeys;
  readonly settings: Settings;
  /** Root of the installation. */
  readonly root: string;
  /** First and last day, in Japan. */
  readonly from: string;
  readonly to: string;
}

/** All that any report is made from, by a command of its own. */
export async function readSourceOfReport(order: ReportOrder): Promise<ReportSource> {
  const { directory, keys, settings, root, from, to } = order;
  const madeOn = clockOn(settings.today).today();
  const policyDirectory = join(root, POLICY_DIRECTORY);
  const policy = loadPolicy(policyDirectory);
  const opened = await openStaff({ settings, policyDirectory, policy, today: () => madeOn });
  const staff = opened.directory.index;
  await opened.close();
  const registry = await openResidentRegistry({ url: settings.sources.registry, municipality: MUNICIPALITY });
  try {
    return await withAccessIndex(order, (index) =>
      readReportSource({
        ...{ directory, keys, index, registry, staff, from, to, madeOn },
        residentStaff: residentStaff(settings),
        terms: termsOf(policy),
      }),
    );
  } catch (error) {
    throw toGatewayError(error);
  } finally {
    await registry.close();
  }
}
