import { describeCircumstances, explainDecision, renderExplanation } from '../../../src/policy/explain.js';
import { LABEL } from '../../../src/policy/terms.js';
import { policy, question, type Circumstances } from './harness.js';

const explain = (act: string, circumstances?: Circumstances) =>
  explainDecision(policy, question(act, circumstances));

describe('policy explain', () => {
  test('an open field names the rule and its sentence, and nothing more to do', () => {
    const { verdict, rule, openings } = explain('clerk HISTORY READ HEALTH');
    expect([verdict.rule, rule?.file, openings]).toEqual(['history.record', 'history.cedar', []]);
  });

  test.each([
    ['a case number', 'number-clerk HISTORY REVEAL NUMBER', { hasCase: false }, ['a case number']],
    ['the right network', 'vrs-clerk HISTORY READ HEALTH', { zone: 'NUMBER_USE' }, ['zone LGWAN']],
    ['a stronger login', 'number-clerk HISTORY REVEAL NUMBER', { amr: ['uid'] }, ['login by palm_vein']],
    [
      'one person at a time',
      'number-clerk HISTORY REVEAL NUMBER',
      { severalPersons: true },
      ['one person at a time'],
    ],
    ['another purpose', 'clerk HISTORY READ CONTACT', {}, ['purpose RECOMMEND']],
    [
      'all that is missing together',
      'number-clerk HISTORY REVEAL NUMBER',
      { hasCase: false, zone: null },
      ['zone NUMBER_USE, a case number'],
    ],
    ['nothing, where the role does not have it', 'clerk HISTORY REVEAL NUMBER', {}, []],
    [
      'nothing, where the person is protected',
      'clerk RECOMMEND READ CONTACT',
      { labels: LABEL.SUPPORT_MEASURES },
      [],
    ],
  ] as const)('a closed field opens with %s', (_, act, circumstances, openings) => {
    expect(explain(act, circumstances).openings).toEqual(openings);
  });

  test('is read in both languages with its grounds', () => {
    const lines = renderExplanation(explain('number-clerk HISTORY REVEAL NUMBER', { hasCase: false }));
    expect(lines).toEqual([
      'CLOSED by number.case (CASE_REQUIRED)',
      '  職員が個人番号を表示し、又は個人番号から照会するには、案件番号が要る。',
      '  Staff need a case number to have an individual number shown or to look a person up by it.',
      '  R055, R069, R230; 番号法9条1項 (individual-number.cedar)',
      '  R055 「対象者を正確に特定するために保有」',
      '       Identification info is held to identify the person exactly.',
      '  R069 「問い合わせに関する事務」',
      '       Use 2: inquiries — search when an inquiry about history comes.',
      '  R230 「接種者から接種証明書の交付申請があった場合のみとし」',
      '       Acquire the number for a certificate only when the vaccinee applied.',
      'would open with: a case number',
    ]);
  });

  test('does not blame the missing case where it is the purpose that closes', () => {
    const lines = renderExplanation(explain('clerk INQUIRY READ CONTACT', { hasCase: false }));
    expect(lines.slice(0, 2)).toEqual([
      'CLOSED by default-deny (PURPOSE)',
      '  この目的では、どの規則も許可していません。',
    ]);
    expect(lines.at(-1)).toBe('would open with: purpose RECOMMEND');
  });

  test('says the circumstances it judged', () => {
    const asked = question('clerk RECOMMEND READ CONTACT', {
      labels: 5,
      zone: null,
      amr: [],
      severalPersons: true,
    });
    expect(describeCircumstances(asked)).toBe(
      'purpose RECOMMEND; zone unknown; login by no named method; with a case number; several persons; ' +
        'labels SUPPORT_MEASURES, OTHER_MUNICIPALITY',
    );
  });
});
