import { join } from 'node:path';
import { ALLOWED_OFFICES, DOCUMENT_KINDS, OFFICE_KINDS, REQUESTERS } from '../../../src/cases/case-terms.js';
import { judgeOpening } from '../../../src/cases/judge-opening.js';
import { PURPOSES, type Purpose } from '../../../src/policy/terms.js';
import { ROOT } from '../../architecture/sources.js';

/** What the page offers when a case is opened is what the gateway takes, and nothing else. */
interface Offered {
  readonly ACCEPTED_OFFICES: readonly string[];
  readonly mayAsk: (purpose: Purpose, requester: string) => boolean;
}
let offered: Offered;
beforeAll(async () => {
  offered = (await import(join(ROOT, 'console/src/screens/purpose/accepted.ts'))) as Offered;
});

const rules = {
  ...{ purposes: new Set(PURPOSES), readsPersons: () => true, nameOf: () => ({ ja: '', en: '' }) },
  ...{ division: '', windows: new Map(), today: '2023-06-27' },
};
const codesOf = (
  purpose: Purpose,
  requester: (typeof REQUESTERS)[number],
  officeKind: (typeof OFFICE_KINDS)[number],
) =>
  judgeOpening(
    {
      ...{ purposes: [purpose], window: '', askedOn: '2023-06-27', documentNumber: null, requester },
      ...{ ground: null, officeKind: requester === 'OFFICE' ? officeKind : null, requesterName: '甲' },
      ...{ documents: [...DOCUMENT_KINDS], consent: null, atenaNumbers: ['1'] },
    } as unknown as Parameters<typeof judgeOpening>[0],
    rules,
  ).map(({ code }) => code);

test('an office is offered where something is taken from it', () => {
  for (const kind of OFFICE_KINDS)
    expect([kind, offered.ACCEPTED_OFFICES.includes(kind)]).toEqual([
      kind,
      !codesOf('INQUIRY', 'OFFICE', kind).includes('SOURCE_NOT_ALLOWED'),
    ]);
  expect(new Set(offered.ACCEPTED_OFFICES)).toEqual(ALLOWED_OFFICES);
});

test('who asks is offered where they may ask for it', () => {
  for (const purpose of PURPOSES)
    for (const requester of REQUESTERS)
      expect([purpose, requester, offered.mayAsk(purpose, requester)]).toEqual([
        ...[purpose, requester],
        !codesOf(purpose, requester, 'VRS').includes('APPLICANT_NEEDED'),
      ]);
});
