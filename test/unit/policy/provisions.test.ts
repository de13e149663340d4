import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { judgeOpening } from '../../../src/cases/judge-opening.js';
import type { OFFICE_KINDS } from '../../../src/cases/case-terms.js';
import { citationOn } from '../../../src/policy/permission.js';
import { citedOn, isOutdated } from '../../../src/policy/renumbered.js';
import { consentRuleOn } from '../../../src/policy/vrs-rules.js';
import { permitInquiry } from '../../../src/vaccination-record/inquiry-ground.js';
import { openInput, TODAY } from '../cases/desk.js';
import { policy } from './harness.js';

/** To whom the city gives what, by which article, and how that is cited: R047, R137. */

const ROOT = join(__dirname, '..', '..', '..');

describe('the renumbering of 番号法19条 (R047)', () => {
  test.each([
    ['番号法第19条第15号', '2021-08-31', '番号法第19条第15号'],
    ['番号法第19条第15号', '2021-09-01', '番号法第19条第16号'],
    ['R148; 番号法19条15号', TODAY, 'R148; 番号法19条16号'],
    ['番号法第19条第7号 別表第二の16の2の項', TODAY, '番号法第19条第8号 別表第二の16の2の項'],
    ['番号法第19条第14号', TODAY, '番号法第19条第14号'],
    ['番号法第9条第1項, 19条6号', TODAY, '番号法第9条第1項, 19条6号'],
  ])('%s reads on %s as %s', (citation, day, expected) => expect(citedOn(citation, day)).toBe(expected));

  test('the permission list cites each row as it stood on the day, before and after', () => {
    for (const { editions } of policy.permissions.procedures) {
      const { row } = editions[0] ?? { row: '' };
      const [before, after] = ['2021-08-31', '2021-09-01'].map((day) =>
        String(citationOn(policy.permissions, row, day)),
      );
      expect([before, after]).toEqual([expect.stringContaining('第19条第7号'), citedOn(before ?? '', TODAY)]);
    }
  });

  test('what is in force today names no item by its old number; nothing leaves before its rule', () => {
    const cites = [
      ...policy.rules.map((rule) => rule.cites),
      ...policy.vrs.consent.filter(({ from }) => from >= '2021-09-01').map((rule) => rule.cites),
    ];
    expect(cites.filter(isOutdated)).toEqual([]);
    expect(consentRuleOn(policy.vrs, '2021-03-31')).toBeNull();
    expect(consentRuleOn(policy.vrs, TODAY)?.cites).toContain('番号法第19条第16号');
  });

  test('the days under item 15, from the beginning of use, are ruled like those under item 16', () => {
    for (const [day, item] of [
      ['2021-04-01', '15'],
      ['2021-08-31', '15'],
      ['2021-09-01', '16'],
      ['2021-10-12', '16'],
    ] as const) {
      const rule = consentRuleOn(policy.vrs, day);
      expect([day, rule?.rule, rule?.cites.match(/19条第?(\d+)号/)?.[1]]).toEqual([day, 'GIVEN_ONLY', item]);
    }
    // A row that nobody has written anew since is cited by the item of the day.
    const old = [{ from: '2021-04-01', rule: 'GIVEN_ONLY', cites: 'R148; 番号法第19条第15号' }] as const;
    expect(consentRuleOn({ ...policy.vrs, consent: old }, TODAY)?.cites).toBe('R148; 番号法第19条第16号');
    expect(consentRuleOn({ ...policy.vrs, consent: old }, '2021-08-31')?.cites).toBe(
      'R148; 番号法第19条第15号',
    );
  });

  test('an inquiry is cited by the law of its own day, not by that of the reader’s', () => {
    const consent = [
      { from: '2021-04-12', rule: 'GIVEN_ONLY', cites: '番号法第19条第15号' },
      { from: '2021-09-01', rule: 'GIVEN_ONLY', cites: '番号法第19条第16号' },
    ] as const;
    const evidence = { consent: 'GIVEN', identityChecked: true, movedInFrom: '132144' } as const;
    const citesOn = (today: string): string =>
      permitInquiry({ ...policy.vrs, consent }, { evidence, today, own: '132101' }).cites;
    expect([citesOn('2021-08-31'), citesOn('2021-09-01')]).toEqual(consent.map(({ cites }) => cites));
  });
});

describe('two provisions, and no transfer inside the city (R137)', () => {
  /** Items of article 19 by which a rule, a row of the list or a consent gives something to another body. */
  const giving = new Set(
    [
      ...policy.rules.map((rule) => rule.cites),
      ...policy.vrs.consent.map((rule) => rule.cites),
      ...policy.permissions.procedures.flatMap(({ editions }) => editions.map(({ citation }) => citation)),
    ]
      .flatMap((cites) => [...citedOn(cites, TODAY).matchAll(/19条第?(\d+)号/g)])
      .map(([, item = '']) => item),
  );

  test('everything that is given rests on item 8 or 16; item 6 is a contractor’s, who is no other body', () => {
    expect([...giving].sort()).toEqual(['16', '6', '8']);
  });

  test('an act that provides is approved under the list, or asked for at the record system; there is none other', () => {
    const schema = buildSchema(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8'));
    const names = Object.keys({
      ...schema.getMutationType()?.getFields(),
      ...schema.getQueryType()?.getFields(),
    });
    expect(names.filter((name) => /provi(de|sion)/i.test(name)).sort()).toEqual([
      ...['approveProvision', 'provisionRequest', 'provisionRequests', 'rejectProvision'],
    ]);
    expect(names.filter((name) => /transfer|hand(Over|To)|forward|share/i.test(name))).toEqual([]);
  });

  test('another department of the city that asks for somebody’s records gets no case to ask under', () => {
    const faultsOf = (officeKind: (typeof OFFICE_KINDS)[number]) => {
      const asked = openInput('office-asks-key', ['000000000000001'], {
        ...{ requester: 'OFFICE', requesterName: '市民課', officeKind, documents: ['OFFICIAL_LETTER'] },
      });
      const windows = policy.cases.windows;
      const division = '福祉保健部健康課';
      const nameOf = () => ({ ja: '照会', en: 'inquiry' });
      const rules = { purposes: new Set(['INQUIRY'] as const), readsPersons: () => true, nameOf };
      return judgeOpening(asked, { ...rules, division, windows, today: TODAY });
    };
    expect(faultsOf('OTHER_DEPARTMENT').map(({ code }) => code)).toEqual(['SOURCE_NOT_ALLOWED']);
    expect(faultsOf('ADMINISTRATIVE_ORGAN')).toEqual([]);
  });
});
