/** The source systems of the assessment (R018, R029-R032), as the graph names them, connected or not. */
export const SOURCE_SYSTEMS = [
  'RESIDENT_REGISTRY',
  'HEALTH_MANAGEMENT',
  'ADDRESS_NAME',
  'INTERMEDIATE_SERVER',
  'VACCINATION_RECORD_SYSTEM',
] as const;
export type SourceSystem = (typeof SOURCE_SYSTEMS)[number];

/** A source system did not answer as agreed. Carries no text of the system: driver messages quote row values. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  constructor(
    readonly system: SourceSystem,
    readonly kind: 'UNREACHABLE' | 'TIMEOUT' | 'ABORTED' | 'CORRUPT' | 'FAILED',
  ) {
    super(`${system} ${kind}`);
  }
}
