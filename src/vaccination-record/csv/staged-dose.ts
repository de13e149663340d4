import { openText, sealText, type TextKey } from '../../database/sealed-text.js';
import type { StagedDoseRow } from '../vrs-tables.js';

/** A dose as a file has it. */
export interface StagedDose extends Pick<StagedDoseRow, 'id' | 'importId' | 'line' | 'dose'> {
  /** 個別宛名番号; null where the file leaves it empty: the coupon says whose it is. */
  readonly person: string | null;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly coupon: string;
  readonly givenIn: string;
  readonly venue: string;
  readonly doctor: string;
  readonly maker: string;
  readonly lot: string;
  readonly registeredAt: string;
}

/** What is told of a person lies in the staging table under a key alone (R170). */
export function sealDose(key: TextKey, dose: StagedDose): StagedDoseRow {
  const { id, importId, line, dose: number, ...told } = dose;
  const place = { id, importId, line, dose: number };
  return { ...place, ...sealText(key, JSON.stringify(place), JSON.stringify(told)) };
}

/** @throws TextClosed where the row lies under another key, was altered or moved */
export function openDose(key: TextKey, row: StagedDoseRow): StagedDose {
  const { id, importId, line, dose, keyId, sealed } = row;
  const place = { id, importId, line, dose };
  const told = JSON.parse(openText(key, JSON.stringify(place), { keyId, sealed })) as Omit<
    StagedDose,
    keyof typeof place
  >;
  return { ...place, ...told };
}
