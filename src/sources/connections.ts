import type { SourceSystem } from '../errors/source-error.js';

/**
 * Between which systems this gateway carries anything at all, in either direction. The city's register of systems
 * (`systems.json`) must have each of them, or the gateway does not start: whoever makes the gateway carry something
 * else adds it here, and the city decides.
 */
export const CONNECTIONS: readonly (readonly [SourceSystem, SourceSystem])[] = [
  // Who stands behind a number.
  ['RESIDENT_REGISTRY', 'ADDRESS_NAME'],
  ['HEALTH_MANAGEMENT', 'ADDRESS_NAME'],
  ['INTERMEDIATE_SERVER', 'ADDRESS_NAME'],
  // Residents and their vaccinations in one answer.
  ['RESIDENT_REGISTRY', 'HEALTH_MANAGEMENT'],
  // Copies of the ledger; support measures, which keep them from being answered.
  ['INTERMEDIATE_SERVER', 'HEALTH_MANAGEMENT'],
  ['INTERMEDIATE_SERVER', 'RESIDENT_REGISTRY'],
  // R025: this one and no other.
  ['VACCINATION_RECORD_SYSTEM', 'HEALTH_MANAGEMENT'],
];
