import type { ReadAnswer } from '../../../adapters/intermediate-server/model.js';
import { faultOf, type ExpectedAnswer } from '../../../src/linkage/check-answer.js';
import type { QuarantineReason } from '../../../src/linkage/views.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import {
  KOGANEI,
  KOKUBUNJI,
  SPECIAL_MEASURES,
  TODAY,
  VACCINATIONS,
} from '../../support/intermediate/world.js';

const PERSON = new Sealed('100000000000001');
const QUESTION: ExpectedAnswer = {
  requestId: '0b1f6f6e-6a3e-4f6f-8d8c-1c4f3a0c5b11',
  processingNumber: '20230627000000000001',
  row: '16の2',
  items: [VACCINATIONS, SPECIAL_MEASURES],
  provider: KOKUBUNJI,
  inquirer: KOGANEI,
  conditionHash: 'c'.repeat(43),
  person: PERSON,
};

const copyOf = (item: string): ReadAnswer['content']['copies'][number] => ({
  ...{ item, dataSet: '0001', version: '0001', validFrom: TODAY, validTo: null, factDay: TODAY },
  ...{ values: [], refreshedAt: '2023-06-27T00:00:00.000Z' },
});

function answer(change: Partial<ReadAnswer> = {}): ReadAnswer {
  const { person, processingNumber, ...facts } = QUESTION;
  return {
    ...facts,
    processingNumber: processingNumber ?? '',
    isAbout: (asked) => asked === person,
    answeredAt: '2023-06-27T00:00:00.000Z',
    content: { copies: [copyOf(VACCINATIONS)] },
    contentHash: 'h'.repeat(43),
    whole: true,
    ...change,
  };
}

test('an answer that matches its question in every part is one, even where the provider has nothing to tell', () => {
  expect(faultOf(answer(), QUESTION)).toBeNull();
  expect(faultOf(answer({ content: { copies: [] } }), QUESTION)).toBeNull();
});

const MISMATCHES: Readonly<Record<string, [Partial<ReadAnswer> | null, QuarantineReason]>> = {
  'a signature that does not hold': [null, 'SIGNATURE'],
  'another request id': [{ requestId: '1c2a7a7f-7b4f-4a7a-9e9d-2d5a4b1d6c22' }, 'OTHER_INQUIRY'],
  'another processing number': [{ processingNumber: '20230627000000000002' }, 'OTHER_INQUIRY'],
  'another provider': [{ provider: KOGANEI }, 'OTHER_INQUIRY'],
  'another inquirer': [{ inquirer: KOKUBUNJI }, 'OTHER_INQUIRY'],
  'another person': [{ isAbout: () => false }, 'OTHER_PERSON'],
  'another row': [{ row: '16の3' }, 'OTHER_ROW'],
  'an item less': [{ items: [VACCINATIONS] }, 'OTHER_ITEMS'],
  'an item more': [{ items: [VACCINATIONS, SPECIAL_MEASURES, 'TM00000000001701'] }, 'OTHER_ITEMS'],
  'the items in another order': [{ items: [SPECIAL_MEASURES, VACCINATIONS] }, 'OTHER_ITEMS'],
  'a copy of what nobody asked for': [
    { content: { copies: [copyOf(VACCINATIONS), copyOf('TM00000000001701')] } },
    'OTHER_ITEMS',
  ],
  'another condition': [{ conditionHash: 'd'.repeat(43) }, 'OTHER_CONDITION'],
  'a content that is not the one hashed': [{ whole: false }, 'ALTERED'],
};

test.each(Object.entries(MISMATCHES))('%s sets an answer aside', (_, [change, reason]) => {
  expect(faultOf(change === null ? null : answer(change), QUESTION)).toBe(reason);
});

test('before the server has numbered an inquiry, nothing is its answer', () => {
  expect(faultOf(answer(), { ...QUESTION, processingNumber: null })).toBe('OTHER_INQUIRY');
});
