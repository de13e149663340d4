import {
  DOCTOR_LENGTH,
  LOT_LENGTH,
  MAKER_LENGTH,
  VENUE_LENGTH,
} from '../../adapters/vaccination-record-system/protocol/fields.js';
import type { FaultText } from '../errors/business-fault.js';
import { fieldWords } from '../errors/field-words.js';
import { GatewayError } from '../errors/gateway-error.js';

/** A text that the system would not take: told with its form before anything is begun. */
export function unfit(field: FormedInput): GatewayError {
  const [ja, en] = FORMS[field];
  const [calledJa, calledEn] = field === 'input' ? ['入力', 'What was entered'] : fieldWords(field);
  return new GatewayError('BAD_USER_INPUT', {
    ...{ detail: field, place: field },
    en: `${calledEn}: this is not of the form that the vaccination record system takes: ${en}.`,
    ja: `「${calledJa}」がワクチン接種記録システムの形式に合いません。形式: ${ja}。`,
  });
}

const DAY: FaultText = ['実在する日付(YYYY-MM-DD)', 'a day of the calendar (YYYY-MM-DD)'];
const typed = (most: number): FaultText => [
  `${most}文字まで、改行などの制御文字を含まない`,
  `${most} characters at most, none of them a control`,
];
const FORMS = {
  input: ['各項目の説明のとおり', 'as the descriptions of its items say'],
  couponNumber: ['数字10桁', '10 digits'],
  doseId: ['読んだ接種記録の符号', 'the id of a dose as it was read'],
  ...{ day: DAY, effectiveOn: DAY },
  ...{ venue: typed(VENUE_LENGTH), doctor: typed(DOCTOR_LENGTH) },
  ...{ maker: typed(MAKER_LENGTH), lot: typed(LOT_LENGTH) },
} as const satisfies Record<string, FaultText>;

/** Inputs whose form the system's messages set; `input`: one of several. */
export type FormedInput = keyof typeof FORMS;

export const isFormedInput = (name: unknown): name is FormedInput =>
  typeof name === 'string' && Object.hasOwn(FORMS, name);
