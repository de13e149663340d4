import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { makeFolderSync } from '../files/make-folder.js';
import { parseDay } from './calendar.js';
import * as manifests from './manifest.js';
import type { CityManifest, CityMunicipality } from './manifest.js';
import { MunicipalityBuilder } from './municipality-builder.js';
import { KOGANEI, KOKUBUNJI } from './municipality-data.js';
import { TruthFile } from './truth.js';

export interface BuildCityOptions {
  /** Root of the installation; the tables of the three systems are read from `adapters/` below it. */
  readonly root: string;
  /** Where the city goes; created when it does not exist. What an earlier build left there is replaced. */
  readonly directory: string;
  readonly seed: number;
  /** Residents of the city, at least 500: below that the planted cases crowd out the ordinary ones. */
  readonly size: number;
  /** The city's today, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** `done` of `total` residents; `step` is the municipality being built. */
  onProgress?(done: number, total: number, step: string): void;
  readonly signal?: AbortSignal;
}

export const SMALLEST_CITY = 500;
const SECOND_SIZE = 5000;
/** A batch is one transaction and one turn of the event loop: a signal is heard between two of them. */
const BATCH_RESIDENTS = 2000;

/**
 * Builds the synthetic city: the same options make the same tables, byte for byte. Memory does not grow with
 * the number of residents. Rejects with the signal's reason when aborted; what is then on the disk has no
 * manifest and is no city.
 */
export async function buildCity(options: BuildCityOptions): Promise<CityManifest> {
  const { directory, seed, size, asOf } = options;
  if (!Number.isSafeInteger(size) || size < SMALLEST_CITY)
    throw new RangeError(`A city has ${SMALLEST_CITY} residents or more.`);
  parseDay(asOf);
  clear(directory);
  const truth = new TruthFile(join(directory, 'truth.jsonl'));
  const municipalities: CityMunicipality[] = [];
  const staff: Record<string, string | null> = {};
  try {
    for (const [index, municipality] of [KOGANEI, KOKUBUNJI].entries()) {
      const builder = new MunicipalityBuilder(
        // Sequences of the two municipalities never meet, so that no number is given twice.
        {
          municipality,
          seed,
          asOf: parseDay(asOf),
          size: index === 0 ? size : secondSize(size),
          firstSequence: index === 0 ? 1e9 : 5e9,
          employer: index === 0,
        },
        options,
        truth,
      );
      municipalities.push(await runToEnd(builder, options, index === 0 ? 0 : size));
      if (index === 0) Object.assign(staff, builder.staff.numbers);
    }
  } finally {
    truth.close();
  }
  for (const account of [...manifests.STAFF_ACCOUNTS, ...manifests.OTHER_ACCOUNTS]) staff[account] ??= null;
  const manifest: CityManifest = {
    format: manifests.CITY_FORMAT,
    seed,
    size,
    asOf,
    persons: sum(municipalities.map(({ persons }) => persons)),
    immunizations: sum(municipalities.map(({ immunizations }) => immunizations)),
    municipalities,
    staff,
  };
  manifests.writeManifest(directory, manifest);
  return manifest;
}

async function runToEnd(
  builder: MunicipalityBuilder,
  options: BuildCityOptions,
  before: number,
): Promise<CityMunicipality> {
  const total = options.size + secondSize(options.size);
  const step = before === 0 ? KOGANEI.code : KOKUBUNJI.code;
  let next = BATCH_RESIDENTS;
  try {
    for (const residents of builder.run()) {
      if (residents < next) continue;
      next = residents + BATCH_RESIDENTS;
      builder.commitBatch();
      options.onProgress?.(before + residents, total, step);
      await setImmediate();
      options.signal?.throwIfAborted();
    }
    options.signal?.throwIfAborted();
  } catch (error) {
    builder.discard();
    throw error;
  }
  const built = builder.finish();
  options.onProgress?.(before + built.residents, total, step);
  return built;
}

/**
 * The manifest goes first, so that an interrupted build never looks whole; then only what a build itself
 * writes.
 */
function clear(directory: string): void {
  makeFolderSync(directory);
  const path = manifests.manifestPath(directory);
  for (const stale of [path, `${path}.draft`, join(directory, 'truth.jsonl')]) rmSync(stale, { force: true });
  for (const { code } of [KOGANEI, KOKUBUNJI])
    rmSync(join(directory, code), { recursive: true, force: true });
}

function secondSize(size: number): number {
  return Math.min(SECOND_SIZE, size);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
