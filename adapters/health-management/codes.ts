import type { Sex } from '../resident-registry/model.js';
import type { ImmunizationRecord } from './model.js';

export interface Vaccine {
  /** Code of the graph. */
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
}

/** yobou_cd of the ledger, and the vaccine it stands for. */
const VACCINE_ROWS: readonly (readonly [source: string, code: string, nameJa: string, nameEn: string])[] = [
  ['011', 'ROTA', 'ロタウイルス', 'Rotavirus'],
  ['021', 'HEPB', 'B型肝炎', 'Hepatitis B'],
  ['031', 'HIB', 'Hib感染症', 'Haemophilus influenzae type b'],
  ['041', 'PCV', '小児用肺炎球菌', 'Pneumococcal conjugate, for children'],
  ['051', 'DPT_IPV_HIB', '5種混合(DPT-IPV-Hib)', 'Diphtheria, pertussis, tetanus, polio and Hib'],
  ['052', 'DPT_IPV', '4種混合(DPT-IPV)', 'Diphtheria, pertussis, tetanus and polio'],
  ['053', 'DPT', '3種混合(DPT)', 'Diphtheria, pertussis and tetanus'],
  ['054', 'IPV', '不活化ポリオ', 'Inactivated polio'],
  ['055', 'OPV', '経口生ポリオ', 'Oral polio'],
  ['061', 'BCG', 'BCG', 'Tuberculosis (BCG)'],
  ['071', 'MR', '麻しん風しん混合(MR)', 'Measles and rubella'],
  ['081', 'VAR', '水痘', 'Varicella'],
  ['091', 'JE', '日本脳炎', 'Japanese encephalitis'],
  ['101', 'DT', '2種混合(DT)', 'Diphtheria and tetanus'],
  ['111', 'HPV', 'ヒトパピローマウイルス感染症(HPV)', 'Human papillomavirus'],
  ['121', 'RUBELLA5', '風しん第5期', 'Rubella, fifth term'],
  ['201', 'FLU_ELDERLY', '高齢者インフルエンザ', 'Influenza, for the elderly'],
  ['211', 'PPSV23', '高齢者肺炎球菌', 'Pneumococcal polysaccharide, for the elderly'],
  ['221', 'ZOSTER', '帯状疱疹', 'Herpes zoster'],
  ['301', 'COVID19', '新型コロナウイルス感染症', 'COVID-19'],
];

/** All vaccines by the code of the graph. */
export const VACCINES: ReadonlyMap<string, Vaccine> = new Map(
  VACCINE_ROWS.map(([, code, nameJa, nameEn]) => [code, { code, nameJa, nameEn }]),
);

/** Code of the graph by yobou_cd. */
export const VACCINE_CODES: ReadonlyMap<string, string> = new Map(
  VACCINE_ROWS.map(([source, code]) => [source, code]),
);

const SOURCE_CODES: ReadonlyMap<string, string> = new Map(
  VACCINE_ROWS.map(([source, code]) => [code, source]),
);

/** The code of a column for a meaning of its table; null where it has none. */
export function codeFor<Meaning>(codes: ReadonlyMap<string, Meaning>, meaning: Meaning): string | null {
  return [...codes].find(([, known]) => known === meaning)?.[0] ?? null;
}

/** yobou_cd of a vaccine, null where the graph's code is no vaccine. */
export function sourceVaccineCode(code: string): string | null {
  return SOURCE_CODES.get(code) ?? null;
}

/** kaisya_cd; blank where none is recorded. */
export const MANUFACTURERS: ReadonlyMap<string, string | null> = new Map([
  ['', null],
  ['01', 'ファイザー'],
  ['02', '武田/モデルナ'],
  ['03', 'アストラゼネカ'],
  ['04', '武田/ノババックス'],
  ['11', '第一三共'],
  ['12', '阪大微研'],
  ['13', 'KMバイオロジクス'],
  ['14', 'MSD'],
  ['15', 'GSK'],
  ['16', '日本ビーシージー'],
  ['17', 'デンカ'],
  ['18', '武田'],
]);

/** syudan_kbn */
export const SETTINGS: ReadonlyMap<string, NonNullable<ImmunizationRecord['setting']>> = new Map([
  ['1', 'GROUP'],
  ['2', 'INDIVIDUAL'],
  ['3', 'WORKPLACE'],
]);

export const DOSE_GIVEN = '1';
/** An examination after which no dose was given. */
export const NO_DOSE = '2';

/** yosin_kbn */
export const PRE_EXAM_RESULTS: ReadonlyMap<string, 'VACCINATED' | 'PRE_EXAM_ONLY'> = new Map([
  [DOSE_GIVEN, 'VACCINATED'],
  [NO_DOSE, 'PRE_EXAM_ONLY'],
]);

/** torikesi_flg of a row that stays on file and is no dose any more. */
export const WITHDRAWN = '1';

/** torikesi_flg; blank where it was never set. */
export const WITHDRAWALS: ReadonlyMap<string, boolean> = new Map([
  ['', false],
  ['0', false],
  [WITHDRAWN, true],
]);

/** sei_kbn */
export const SEXES: ReadonlyMap<string, Sex> = new Map([
  ['M', 'MALE'],
  ['F', 'FEMALE'],
  ['U', 'UNKNOWN'],
]);

/** iryo_cd */
export const INSTITUTION_CODE = /^[0-9A-Z]{7}$/;

/** kaigai_flg */
export const OVERSEAS: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['1', true],
]);

/** jumin_kbn of a current resident. */
export const RESIDENT = 'JU';
/** All of jumin_kbn: what is none of them is a doubtful person, whom the registry is asked about. */
export const STATUS_CODES: readonly string[] = [RESIDENT, 'TE', 'SI', 'SJ', 'JG'];

/** tiku_cd: the ten towns, and 99 for outside the city. */
export const DISTRICT = /^(0[1-9]|10|99)$/;
