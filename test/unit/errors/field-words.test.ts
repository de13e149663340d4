import { isInputObjectType } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { caseFault } from '../../../src/cases/case-texts.js';
import { fieldWords } from '../../../src/errors/field-words.js';
import { labelIn } from '../../../src/guard/field-labels.js';
import { movementFault } from '../../../src/movements/movement-texts.js';

/** Inputs whose fields a sentence of a fault names. What every act has is called in its own sentences. */
const NAMED = {
  OpenCaseInput: ['requester', 'ground', 'officeKind', 'requesterName'],
  ConsentInput: ['form'],
  ...{ MovementNameInput: null, MovementAddressInput: null, MovementHouseholdInput: null },
  ApplyMovementInput: [
    ...['name', 'birthDate', 'sex', 'nationality', 'address', 'household'],
    ...['otherMunicipality', 'confirmedOn', 'cancels', 'mergedInto'],
  ],
  RecordCouponDoseInput: ['day', 'venue', 'doctor', 'maker', 'lot', 'givenIn'],
  RegisterTargetInput: ['couponNumber'],
  WithdrawCouponDoseInput: ['doseId'],
  SetTargetFlagInput: ['effectiveOn'],
} as const;

const schema = buildGraph();

test('an input is called in a sentence as the schema calls it', () => {
  const differing = Object.entries(NAMED).flatMap(([name, some]) => {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new TypeError(name);
    const fields = type.getFields();
    return (some ?? Object.keys(fields))
      .map((field) => [field, fieldWords(field)[0], labelIn(fields[field]?.description)] as const)
      .filter(([, words, label]) => label?.startsWith(words) !== true);
  });
  expect(differing).toEqual([]);
});

test('a sentence has the words, and the fault the path', () => {
  expect(caseFault('REQUESTER_UNEXPECTED', 'officeKind')).toMatchObject({
    field: 'officeKind',
    messageJa: expect.stringMatching(/^「機関の種類」は、/) as string,
    message: expect.stringMatching(/^“which office” does not/) as string,
  });
  expect(movementFault('MUNICIPALITY_CODE', 'address.municipality')).toMatchObject({
    field: 'address.municipality',
    messageJa: expect.stringContaining(': 全国地方公共団体コード。') as string,
  });
});
