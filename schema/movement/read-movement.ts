import type { MovementInput } from '../../src/movements/movement-terms.js';
import { fieldWords } from '../../src/errors/field-words.js';
import { readAtenaNumber } from '../../src/loaders/atena-number.js';
import { invalid } from '../linkage/read-input.js';
import type { ApplyMovementInput } from './movement.input.js';

/** An input as it is judged: of the registry's own form, whatever width it was typed in. */
export function readMovement(input: ApplyMovementInput): MovementInput {
  const { name, address, household, cancels, mergedInto } = input;
  return {
    ...{ kind: input.kind, movedOn: input.movedOn, notifiedOn: input.notifiedOn },
    name:
      name == null
        ? null
        : {
            kanji: text(name.kanji, 'kanji', 120),
            kana: text(name.kana, 'kana', 120),
            alias: textOrNull(name.alias, 'alias', 120),
            roman: textOrNull(name.roman, 'roman', 200),
            former: textOrNull(name.former, 'former', 60),
          },
    birthDate: input.birthDate ?? null,
    sex: input.sex ?? null,
    nationality: input.nationality == null ? null : code(input.nationality, 'nationality', /^[A-Z]{3}$/),
    address:
      address == null
        ? null
        : {
            municipality: asCode(address.municipality),
            townCode: code(address.townCode, 'townCode', /^\d{5}$/),
            written: text(address.written, 'written', 200),
            extra: textOrNull(address.extra, 'extra', 120),
          },
    household:
      household == null
        ? null
        : {
            number: code(household.number, 'number', /^(?!\d{12}$)[0-9A-Z]{1,15}$/),
            relationship: code(household.relationship, 'relationship', /^(\d\d){1,4}$/),
          },
    otherMunicipality: input.otherMunicipality == null ? null : asCode(input.otherMunicipality),
    confirmedOn: input.confirmedOn ?? null,
    cancels: cancels == null ? null : Number(code(cancels, 'cancels', /^[1-9]\d{0,8}$/)),
    mergedInto: mergedInto == null ? null : readAtenaNumber(mergedInto),
    isAnotherPerson: input.isAnotherPerson,
  };
}

/** A municipality's code, whatever was typed: it is judged with the movement, and told at its field. */
const asCode = (given: string): string => given.normalize('NFKC').trim();

function code(given: string, field: string, form: RegExp): string {
  const read = asCode(given);
  if (form.test(read)) return read;
  throw malformed(field);
}

/** Character for character as it was typed: a name is never normalised. */
function text(given: string, field: string, most: number): string {
  const isText = !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(given);
  if (given.trim() !== '' && given.length <= most && isText) return given;
  throw malformed(field);
}

function textOrNull(given: string | null | undefined, field: string, most: number): string | null {
  return given == null || given.trim() === '' ? null : text(given, field, most);
}

function malformed(field: string): Error {
  const [ja, en] = fieldWords(field);
  return invalid({
    ...{ detail: field, place: field },
    en: `${en}: this is not of its form, or too long. See what its description says.`,
    ja: `「${ja}」の形式が正しくないか、長すぎます。項目の説明を確かめて書き直してください。`,
  });
}
