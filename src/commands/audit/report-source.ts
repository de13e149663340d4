import { join } from 'node:path';

import { openResidentRegistry } from '../../../adapters/resident-registry/adapter.js';
import { MUNICIPALITY } from '../../about.js';
import { detect } from '../../review/detect.js';
import { RegistryPeople } from '../../review/people-facts.js';
import { readReviewPeriod } from '../../review/read-review-period.js';
import type { AuditKeys } from '../../audit/keys/audit-keys.js';
import { secretsOf } from '../../audit/keys/log-secrets.js';
import { Pseudonyms } from '../../audit/keys/pseudonym.js';
import type { ReportSource } from '../../review/report/report-source.js';
import { verifyLog } from '../../audit/verify/verify-log.js';
import { readManifest } from '../../city/manifest.js';
import type { Settings } from '../../config/settings.js';
import { toGatewayError } from '../../errors/to-gateway-error.js';
import { clockOn } from '../../calendar/clock.js';
import { endOfDay, startOfDay } from '../../calendar/japan-time.js';
import { POLICY_DIRECTORY } from '../../policy/directory.js';
import { loadPolicy, type LoadedPolicy } from '../../policy/load.js';
import { openStaff } from '../../staff/open-staff.js';
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

/**
 * Reads log, registry and staff once, runs the detectors, and verifies the log: all that any report is made from.
 */
export async function readReportSource(order: ReportOrder): Promise<ReportSource> {
  const { directory, keys, settings, root, from, to } = order;
  const today = clockOn(settings.today).today();
  const policyDirectory = join(root, POLICY_DIRECTORY);
  const policy = loadPolicy(policyDirectory);
  const opened = await openStaff({ settings, policyDirectory, policy, today: () => today });
  const staff = opened.directory.index;
  await opened.close();
  const span = { from: startOfDay(from), to: endOfDay(to) };
  const registry = await openResidentRegistry({ url: settings.sources.registry, municipality: MUNICIPALITY });
  const { signal } = new AbortController();
  try {
    const people = await RegistryPeople.read({
      registry,
      staff: residentStaff(settings),
      signal,
      pseudonym: pseudonyms(keys),
    });
    const persons = await registry.count({}, [], { signal, items: new Set() });
    const period = await withAccessIndex(order, (index) =>
      readReviewPeriod({ index, people, accounts: staff.accounts, rules: policy.detectors }, span),
    );
    const verification = await verifyLog(directory, secretsOf(keys));
    return {
      from,
      to,
      madeOn: today,
      reasons: reasonsIn(policy),
      period,
      findings: detect(period),
      staff,
      purposes: policy.purposes,
      verification,
      persons,
    };
  } catch (error) {
    throw toGatewayError(error);
  } finally {
    await registry.close();
  }
}

/** By rule, what a caller is told where it closes something; where nothing permits, that nothing was granted. */
function reasonsIn({ rules }: LoadedPolicy): ReadonlyMap<string, string> {
  return new Map([
    ['default-deny', 'NOT_GRANTED'],
    ...rules.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason] as const])),
  ]);
}

/**
 * Where the demo's staff live is known to the embedded city alone; elsewhere no account is anybody's neighbour yet.
 */
function residentStaff({ city, dataDirectory }: Settings): Readonly<Record<string, string | null>> {
  return (city.embedded ? readManifest(join(dataDirectory, 'city'))?.staff : undefined) ?? {};
}

function pseudonyms(keys: AuditKeys): (atenaNumber: string) => string {
  const known = new Pseudonyms(keys, MUNICIPALITY);
  return (atenaNumber) => known.of(atenaNumber);
}
