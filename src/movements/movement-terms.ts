import type { PersonName, ResidentStatus, Sex } from '../../adapters/resident-registry/model.js';

/** 異動: what may be entered, in the words of the graph. */
export const MOVEMENT_KINDS = [
  'MOVE_IN', // 転入, also of somebody who was here before (再転入)
  'BIRTH', // 出生
  'EX_OFFICIO_ENTRY', // 職権記載
  'RESTORATION', // 職権回復
  'NATURALISATION', // 帰化
  'MOVE_WITHIN', // 転居
  'HOUSEHOLD_CHANGE', // 世帯変更
  'MOVE_OUT', // 転出, by its planned day
  'MOVE_IN_NOTICE', // 転入通知: where the person went, they have arrived
  'DEATH', // 死亡
  'EX_OFFICIO_DELETION', // 職権消除
  'NATIONALITY_LOSS', // 国籍喪失
  'DISAPPEARANCE', // 失踪
  'CANCELLATION', // 転出取消, and of any other departure
  'MERGE', // 統合: two numbers mean one person
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** 異動事由 of the registry (B11). A cancellation is entered under the code of what it cancels. */
export const REASON_OF: Readonly<Record<Exclude<MovementKind, 'CANCELLATION'>, string>> = {
  MERGE: '01',
  MOVE_IN: '10',
  BIRTH: '11',
  EX_OFFICIO_ENTRY: '12',
  NATURALISATION: '13',
  RESTORATION: '15',
  MOVE_OUT: '20',
  DEATH: '21',
  EX_OFFICIO_DELETION: '22',
  NATIONALITY_LOSS: '23',
  DISAPPEARANCE: '24',
  MOVE_IN_NOTICE: '25',
  MOVE_WITHIN: '30',
  HOUSEHOLD_CHANGE: '40',
};

/** null for a code that this room has never entered. */
export function kindOf(reason: string): MovementKind | null {
  const found = Object.entries(REASON_OF).find(([, code]) => code === reason);
  return (found?.[0] as MovementKind | undefined) ?? null;
}

/** Kinds under which a person comes into the registry, or comes back. */
export const ENTRIES: ReadonlySet<MovementKind> = new Set(['MOVE_IN', 'BIRTH', 'EX_OFFICIO_ENTRY']);

/** Kinds that end a residence, and as what. */
export const DEPARTURES: ReadonlyMap<MovementKind, ResidentStatus> = new Map([
  ['MOVE_OUT', 'MOVED_OUT'],
  ['DEATH', 'DECEASED'],
  ['EX_OFFICIO_DELETION', 'STRUCK_OFF'],
  ['NATIONALITY_LOSS', 'STRUCK_OFF'],
  ['DISAPPEARANCE', 'STRUCK_OFF'],
]);

/** Whether a residence begins or ends under this code, ours or not. */
export function changesResidence(reason: string): boolean {
  return /^(1[0-25]|2[0-4])$/.test(reason);
}

export interface MovementAddress {
  /** 全国地方公共団体コード, 6 digits. */
  readonly municipality: string;
  /** 町丁目, 5 digits. */
  readonly townCode: string;
  readonly written: string;
  readonly extra: string | null;
}

/** What an act is about, as it was sent; days are `YYYY-MM-DD`. */
export interface MovementInput {
  readonly kind: MovementKind;
  readonly movedOn: string;
  readonly notifiedOn: string;
  readonly name: PersonName | null;
  readonly birthDate: string | null;
  readonly sex: Sex | null;
  /** Country code, `JPN` for Japanese nationals; null: not told. */
  readonly nationality: string | null;
  readonly address: MovementAddress | null;
  readonly household: { readonly number: string; readonly relationship: string } | null;
  /** Where from, or where to. */
  readonly otherMunicipality: string | null;
  readonly confirmedOn: string | null;
  /** Position of the change that is cancelled. */
  readonly cancels: number | null;
  readonly mergedInto: string | null;
  /** Somebody has looked: of the same name, birth date and sex, and another person all the same. */
  readonly isAnotherPerson: boolean;
}

/** The items of an input beside kind and days, by their names in the graph. */
export const ITEMS = [
  ...['name', 'birthDate', 'sex', 'nationality', 'address', 'household', 'otherMunicipality'],
  ...['confirmedOn', 'cancels', 'mergedInto'],
] as readonly MovementItem[];
export type MovementItem =
  | 'name'
  | 'birthDate'
  | 'sex'
  | 'nationality'
  | 'address'
  | 'household'
  | 'otherMunicipality'
  | 'confirmedOn'
  | 'cancels'
  | 'mergedInto';

/** Which items a kind needs, and which it may have besides. */
export const ITEMS_OF: Readonly<
  Record<MovementKind, { readonly needs: readonly MovementItem[]; readonly may: readonly MovementItem[] }>
> = {
  MOVE_IN: {
    needs: ['address', 'household', 'otherMunicipality'],
    may: ['name', 'birthDate', 'sex', 'nationality'],
  },
  BIRTH: { needs: ['name', 'birthDate', 'sex', 'address', 'household'], may: ['nationality'] },
  EX_OFFICIO_ENTRY: { needs: ['address', 'household'], may: ['name', 'birthDate', 'sex', 'nationality'] },
  RESTORATION: { needs: [], may: ['address', 'household'] },
  NATURALISATION: { needs: ['name', 'nationality'], may: [] },
  // E-IDO-002 judges what comes besides: the same as before is no update.
  MOVE_WITHIN: { needs: ['address'], may: ['name', 'birthDate', 'sex', 'nationality', 'household'] },
  HOUSEHOLD_CHANGE: { needs: ['household'], may: [] },
  MOVE_OUT: { needs: ['otherMunicipality'], may: ['confirmedOn'] },
  MOVE_IN_NOTICE: { needs: ['confirmedOn'], may: ['otherMunicipality'] },
  DEATH: { needs: [], may: [] },
  EX_OFFICIO_DELETION: { needs: [], may: [] },
  NATIONALITY_LOSS: { needs: [], may: [] },
  DISAPPEARANCE: { needs: [], may: [] },
  CANCELLATION: { needs: ['cancels'], may: [] },
  MERGE: { needs: ['mergedInto'], may: [] },
};

/** Whom a newcomer is told apart by. */
export const NEWCOMER_ITEMS = ['name', 'birthDate', 'sex'] as const;

export const JAPANESE = 'JPN';
