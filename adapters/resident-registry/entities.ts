import { char, int, key, nvarchar, table, varchar } from '../../src/database/table.js';

/** JUKI_KIHON: one row per person ever registered. */
export const RESIDENT = table('JUKI_KIHON', {
  atenaNumber: key(char('ATENA_NO', 15)),
  municipality: char('SICHOSON_CD', 6),
  householdNumber: char('SETAI_NO', 15),
  relationship: varchar('ZOKUGARA_CD', 8),
  status: char('JUMIN_JOTAI', 1),
  kanji: nvarchar('SIMEI_KANJI', 120),
  kana: nvarchar('SIMEI_KANA', 120),
  searchKana: nvarchar('KENSAKU_KANA', 120),
  alias: nvarchar('TSUSHO', 120),
  roman: nvarchar('ROMAJI', 200),
  former: nvarchar('KYUSI', 60),
  preferredName: char('YUSEN_KBN', 1),
  sex: char('SEIBETU_CD', 1),
  birth: char('UMARE_YMD', 8),
  birthUnknown: char('UMARE_FUMEI', 1),
  birthDisplay: nvarchar('UMARE_HYOJI', 40),
  residentFrom: char('JUMIN_YMD', 8),
  residentTo: char('HIJUMIN_YMD', 8),
  townCode: char('CHO_CD', 5),
  address: nvarchar('JUSHO', 200),
  addressExtra: nvarchar('KATAGAKI', 120),
  nationality: char('KOKUSEKI_CD', 3),
});

/** JUKI_IDO: movements (異動). */
export const MOVEMENT = table('JUKI_IDO', {
  movementNumber: key(int('IDO_NO')),
  atenaNumber: char('ATENA_NO', 15),
  reason: varchar('IDO_JIYU', 3),
  day: char('IDO_YMD', 8),
  notified: char('TODOKE_YMD', 8),
  otherMunicipality: char('AITE_SICHOSON', 6),
  planned: char('YOTEI_YMD', 8),
  confirmed: char('KAKUTEI_YMD', 8),
  cancelled: char('TORIKESI_FLG', 1),
});

/** JUKI_SIEN: support measures (支援措置) and provisional ones. */
export const SUPPORT_MEASURE = table('JUKI_SIEN', {
  measureNumber: key(int('SIEN_NO')),
  atenaNumber: char('ATENA_NO', 15),
  firstDay: char('KAISI_YMD', 8),
  lastDay: char('SYURYO_YMD', 8),
  cancelled: char('TORIKESI_FLG', 1),
});

/** JUKI_RENKEI: what was taken in from 庁内連携, in order; a place in it is taken by one movement alone. */
export const INTAKE = table('JUKI_RENKEI', {
  position: key(int('UKE_NO')),
  id: char('UKE_ID', 36),
  kind: char('UKE_KBN', 1),
  movementNumber: int('IDO_NO'),
  atenaNumber: char('ATENA_NO', 15),
  reason: varchar('IDO_JIYU', 3),
  effectiveOn: char('KORYOKU_YMD', 8),
  mergedInto: char('TOGO_SAKI', 15),
});
