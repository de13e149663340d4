import type { SettingName } from '../config/keys.js';
import { SOURCE_SYSTEMS, type SourceSystem } from '../errors/source-error.js';
import { PolicyError } from '../policy/policy-error.js';
import type { SystemRegister } from '../policy/system-register.js';
import { CONNECTIONS } from '../sources/connections.js';

/** The setting by which the gateway finds each system. */
const SETTINGS: Readonly<Record<SourceSystem, SettingName>> = {
  RESIDENT_REGISTRY: 'SEKISHO_REGISTRY_URL',
  HEALTH_MANAGEMENT: 'SEKISHO_HEALTH_URL',
  ADDRESS_NAME: 'SEKISHO_ADDRESS_URL',
  INTERMEDIATE_SERVER: 'SEKISHO_INTERMEDIATE_URL',
  VACCINATION_RECORD_SYSTEM: 'SEKISHO_VRS_URL',
};

export interface Opened {
  /** Which systems the gateway would open. */
  readonly systems: ReadonlySet<SourceSystem>;
  /** Between which it carries anything. Default: what the code says of itself. */
  readonly connections?: typeof CONNECTIONS;
}

/**
 * Refuses a start at which the gateway would open a system, or carry something between two, that the city's register
 * does not have (R025-R028). A line of the register for what is not opened is no fault.
 * @throws PolicyError with every fault
 */
export function checkSystems(
  { systems: register }: SystemRegister,
  { systems, connections = CONNECTIONS }: Opened,
): void {
  const opened = SOURCE_SYSTEMS.filter((system) => systems.has(system));
  const faults = opened.flatMap((system) => {
    const setting = register.get(system)?.setting;
    if (setting === undefined)
      return [`systems.json: ${system}: ${SETTINGS[system]} opens it, and it is not in the register`];
    return setting === SETTINGS[system]
      ? []
      : [`systems.json: ${system}: setting must be ${SETTINGS[system]}`];
  });
  const knows = (one: SourceSystem, other: SourceSystem): boolean =>
    register.get(one)?.connections.some(({ to }) => to === other) === true;
  for (const [one, other] of connections)
    if (systems.has(one) && systems.has(other) && !knows(one, other))
      faults.push(`systems.json: ${one}: the gateway connects it with ${other}, and the register does not`);
  if (faults.length > 0) throw new PolicyError(faults);
}
