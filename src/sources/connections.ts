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

/** Something of one system that goes to another by way of a third, and on what that rests. */
export interface Passage {
  readonly from: SourceSystem;
  readonly through: SourceSystem;
  readonly to: SourceSystem;
  readonly what: 'INDIVIDUAL_NUMBER' | 'MUNICIPALITY_OF_MOVE_IN' | 'DAY_OF_MOVEMENT' | 'PROTECTION';
  readonly cites: string;
}

const TO_RECORDS = { through: 'HEALTH_MANAGEMENT', to: 'VACCINATION_RECORD_SYSTEM' } as const;

/**
 * The vaccination record system is connected with health management and with nothing else (R025), and is told the number
 * and the municipality under art. 19(16) all the same (R148), as well as the day of a movement (R008). The gateway tells it
 * on health management's behalf, and each of these four goes no other way: both legs are connections from above, so that the
 * city's register must have them.
 */
export const PASSAGES: readonly Passage[] = [
  { ...TO_RECORDS, from: 'ADDRESS_NAME', what: 'INDIVIDUAL_NUMBER', cites: 'R148; 番号法第19条第16号' },
  { ...TO_RECORDS, from: 'RESIDENT_REGISTRY', what: 'MUNICIPALITY_OF_MOVE_IN', cites: 'R148, R228' },
  { ...TO_RECORDS, from: 'RESIDENT_REGISTRY', what: 'DAY_OF_MOVEMENT', cites: 'R008, R021' },
  { ...TO_RECORDS, from: 'RESIDENT_REGISTRY', what: 'PROTECTION', cites: 'R196, R202' },
];
