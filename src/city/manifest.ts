import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Raised whenever the same seed makes another city; an older city is then built anew. */
export const CITY_FORMAT = 2;

/** Demo accounts that are residents themselves, so that their own household can be kept from them. */
export const STAFF_ACCOUNTS = [
  'clerk',
  'number-clerk',
  'manager',
  'vrs-clerk',
  'admin',
  'auditor',
  'disclosure',
] as const;
/** Demo accounts without a person behind them here. */
export const OTHER_ACCOUNTS = ['contractor', 'dashboard', 'address-name'] as const;

export interface CityMunicipality {
  readonly code: string;
  readonly residents: number;
  /** Everybody in the registry, residents and others. */
  readonly persons: number;
  readonly immunizations: number;
}

/** What a finished city is. Holds no clock time: the same seed makes the same file. */
export interface CityManifest {
  readonly format: number;
  readonly seed: number;
  readonly size: number;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly persons: number;
  readonly immunizations: number;
  /** The city itself first. */
  readonly municipalities: readonly CityMunicipality[];
  /** 宛名番号 of the registry by demo account, null where the account is nobody. */
  readonly staff: Readonly<Record<string, string | null>>;
}

export function manifestPath(directory: string): string {
  return join(directory, 'city.json');
}

/** null when the city is absent, half built, or of another format. */
export function readManifest(directory: string): CityManifest | null {
  let text: string;
  try {
    text = readFileSync(manifestPath(directory), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isManifest(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Last act of a build: whoever sees the manifest sees a whole city. */
export function writeManifest(directory: string, manifest: CityManifest): void {
  const draft = `${manifestPath(directory)}.draft`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, manifestPath(directory));
  const folder = openSync(directory, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function isManifest(value: unknown): value is CityManifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === CITY_FORMAT &&
    'staff' in value
  );
}
