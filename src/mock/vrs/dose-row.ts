import type { DoseRecord } from '../../../adapters/vaccination-record-system/protocol/doses.js';

export interface DoseRow {
  readonly id: string;
  readonly person: string;
  readonly coupon: string;
  readonly dose: number;
  readonly day: string;
  readonly venue: string;
  readonly doctor: string;
  readonly maker: string;
  readonly lot: string;
  readonly given_in: string;
  readonly reading: DoseRecord['reading'];
  readonly registered_at: string;
  readonly version: number;
  readonly locked: number;
  readonly withdrawn: number;
}

export function doseOf(row: DoseRow): DoseRecord {
  const { id, coupon, dose, day, venue, doctor, maker, lot, reading, version } = row;
  return {
    ...{ id, coupon, dose, day, venue, doctor, maker, lot, reading, version },
    ...{ givenIn: row.given_in, registeredAt: row.registered_at, locked: row.locked === 1 },
  };
}
