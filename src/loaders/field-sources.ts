import type { SourceSystem } from '../errors/source-error.js';
import { HEALTH_COORDINATES } from './health.js';
import { REGISTRY_COORDINATES } from './residents.js';

/** From which system the value at a coordinate comes. */
export interface FieldSource {
  /** `Type.field`. */
  readonly coordinate: string;
  readonly system: SourceSystem;
}

const from = (system: SourceSystem, coordinates: readonly string[]): readonly FieldSource[] =>
  [...new Set(coordinates)].map((coordinate) => ({ coordinate, system }));

/** Values of a resident. What the gateway works out itself stands with the system that it is worked out from. */
export const FIELD_SOURCES: readonly FieldSource[] = [
  ...from('RESIDENT_REGISTRY', ['Resident.status', ...REGISTRY_COORDINATES]),
  ...from('ADDRESS_NAME', ['Resident.individualNumber', 'Resident.integratedNumber']),
  ...from('HEALTH_MANAGEMENT', ['Resident.immunizations', 'Resident.certificates', ...HEALTH_COORDINATES]),
  ...from('INTERMEDIATE_SERVER', ['Resident.linkage', 'InformationRequest.answer']),
  ...from('VACCINATION_RECORD_SYSTEM', ['Resident.vaccinationRecord']),
];
