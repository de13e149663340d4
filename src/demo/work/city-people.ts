import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readManifest } from '../../city/manifest.js';
import type { TruthLine } from '../../city/truth.js';

/**
 * The persons of a built city as the simulated work needs them: read from its files, by no code that is tested
 * with them.
 */
export interface CityPeople {
  /** 宛名番号 of everybody registered, in order. */
  readonly numbers: readonly string[];
  /** Everybody of each household, in order of numbers. */
  readonly households: readonly (readonly string[])[];
  /** 宛名番号 by demo account. */
  readonly staff: Readonly<Record<string, string | null>>;
  /** 宛名番号 that the city's truth file gives this kind, for this account. */
  planted(kind: string, account: string): readonly string[];
  /**
   * Persons of the account's surname and of another household, under support measures on that day (`YYYY-MM-DD`).
   */
  protectedNamesakes(account: string, day: string): readonly string[];
}

const MUNICIPALITY = '132101';
const NAMESAKES = `SELECT me.ATENA_NO AS me, other.ATENA_NO AS number, KAISI_YMD AS first, SYURYO_YMD AS last
  FROM JUKI_SIEN JOIN JUKI_KIHON other USING (ATENA_NO) JOIN JUKI_KIHON me ON me.SETAI_NO <> other.SETAI_NO
  AND substr(me.SIMEI_KANA, 1, instr(me.SIMEI_KANA, '　')) = substr(other.SIMEI_KANA, 1, instr(other.SIMEI_KANA, '　'))
  WHERE TORIKESI_FLG <> '1' AND instr(me.SIMEI_KANA, '　') > 0`;

export function readCityPeople(directory: string): CityPeople {
  const manifest = readManifest(directory);
  if (manifest === null) throw new Error('The city is not whole');
  const database = new Database(join(directory, MUNICIPALITY, 'registry.sqlite'), { readonly: true });
  const rows = database
    .prepare('SELECT ATENA_NO AS number, SETAI_NO AS household FROM JUKI_KIHON ORDER BY ATENA_NO')
    .all();
  const namesakes = database.prepare(NAMESAKES).all();
  database.close();
  const households = new Map<string, string[]>();
  for (const { number, household } of rows as { number: string; household: string }[])
    households.set(household, [...(households.get(household) ?? []), number]);
  const truth = readFileSync(join(directory, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TruthLine);
  return {
    numbers: [...households.values()].flat().sort(),
    households: [...households.values()],
    staff: manifest.staff,
    planted: (kind, account) =>
      truth
        .filter(
          (line) => line.municipality === MUNICIPALITY && line.kind === kind && line['account'] === account,
        )
        .map(({ atenaNumber = '' }) => atenaNumber),
    protectedNamesakes: (account, day) => {
      const compact = day.replaceAll('-', '');
      return (namesakes as { me: string; number: string; first: string; last: string }[])
        .filter(
          ({ me, first, last }) => me === manifest.staff[account] && first <= compact && compact <= last,
        )
        .map(({ number }) => number);
    },
  };
}
