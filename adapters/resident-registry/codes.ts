import type { IntakeKind, ResidentStatus, Sex } from './model.js';

/** JUMIN_JOTAI */
export const STATUSES: ReadonlyMap<string, ResidentStatus> = new Map([
  ['1', 'RESIDENT'],
  ['2', 'MOVED_OUT'],
  ['3', 'DECEASED'],
  ['4', 'STRUCK_OFF'],
  ['9', 'NON_RESIDENT_ENTRY'],
]);

/** SEIBETU_CD; blank is 不詳, a code of its own and no default. */
export const SEXES: ReadonlyMap<string, Sex> = new Map([
  ['1', 'MALE'],
  ['2', 'FEMALE'],
  ['', 'UNKNOWN'],
]);

/** UMARE_FUMEI */
export const BIRTH_UNKNOWN: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['', false],
  ['1', true],
]);

export const HEAD_OF_HOUSEHOLD = '02';

/** One level of ZOKUGARA_CD. */
export const RELATIONSHIPS: ReadonlyMap<string, string> = new Map([
  [HEAD_OF_HOUSEHOLD, '世帯主'],
  ['03', '準世帯主'],
  ['11', '夫'],
  ['12', '妻'],
  ['13', '夫(未届)'],
  ['14', '妻(未届)'],
  ['20', '子'],
  ['51', '父'],
  ['52', '母'],
  ['61', '祖父'],
  ['62', '祖母'],
  ['71', '兄弟姉妹'],
  ['81', '孫'],
  ['91', '縁故者'],
  ['99', '同居人'],
]);

/** Two digits a level, one to four levels: 2012 is 子の妻. null when a level is unknown or cut. */
export function relationshipOf(code: string): string | null {
  if (!/^(\d\d){1,4}$/.test(code)) return null;
  const levels = (code.match(/\d\d/g) ?? []).map((level) => RELATIONSHIPS.get(level));
  return levels.every((level) => level !== undefined) ? levels.join('の') : null;
}

/** UKE_KBN */
export const INTAKE_KINDS: ReadonlyMap<string, IntakeKind> = new Map([
  ['0', 'VOID'],
  ['1', 'MOVEMENT'],
  ['2', 'EFFECT'],
  ['3', 'CANCELLATION'],
  ['4', 'MERGE'],
]);

/** The code of a meaning. Throws where the table has none: nothing unknown is ever written. */
export function codeOf<Meaning>(codes: ReadonlyMap<string, Meaning>, meaning: Meaning): string {
  for (const [code, one] of codes) if (one === meaning) return code;
  throw new RangeError('a meaning without a code');
}
