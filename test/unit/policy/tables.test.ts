import { readCaps } from '../../../src/policy/caps.js';
import { readPurposes } from '../../../src/policy/purposes.js';
import { readSessionRules } from '../../../src/policy/session-rules.js';
import { PURPOSES } from '../../../src/policy/terms.js';
import { reading } from './reading.js';

const ROW =
  '{"nameJa":"事務","nameEn":"Affairs","needsCase":true,"legalBasis":"番号法9条","cites":"R068","menu":"履歴",' +
  '"menuOwner":"健康課長","upperOffice":"部長"}';
const HISTORY = {
  nameJa: '事務',
  nameEn: 'Affairs',
  needsCase: true,
  legalBasis: '番号法9条',
  cites: 'R068',
  menu: '履歴',
  menuOwner: '健康課長',
  upperOffice: '部長',
};

describe('purposes.json', () => {
  const purposes = reading(readPurposes, `{${PURPOSES.map((purpose) => `"${purpose}":${ROW}`).join(',\n')}}`);

  test('is read row by row', () => {
    const { got, faults } = purposes();
    expect([[...got.keys()], got.get('HISTORY'), faults]).toEqual([PURPOSES, HISTORY, []]);
  });

  test('may say that nobody grants a menu to its owner', () => {
    const { got, faults } = purposes('"部長"', 'null');
    expect([got.get('HISTORY')?.upperOffice, faults]).toEqual([null, []]);
  });

  test.each(PURPOSES)('must have %s', (purpose) => {
    const { got, faults } = purposes(`"${purpose}":`, '"TAX":');
    expect(faults).toEqual(['t.json: unknown purpose TAX', `t.json: ${purpose} is missing`]);
    expect(got.size).toBe(PURPOSES.length - 1);
  });

  test.each(Object.keys(HISTORY))('a row must have %s, and nothing that is not known', (key) => {
    const { faults } = purposes(`"${key}"`, '"tax"');
    expect(faults).toEqual([
      expect.stringContaining(`t.json: HISTORY: ${key} must be `),
      't.json: HISTORY: unknown key tax',
    ]);
  });
});

describe('caps.json', () => {
  const caps = reading(
    readCaps,
    '{"cites":"R167","textJa":"上限","textEn":"Caps","attemptsPerHour":{"LOOK_UP":60,"VERIFY":61,"REVEAL":62},\n' +
      '"personsPerHour":{"HISTORY":{"warnAt":4,"cap":5}},"fewPersons":3}',
  );

  test('is read, and cannot be altered', () => {
    const { got, faults } = caps();
    expect([got.attemptsPerHour, [...got.personsPerHour], faults]).toEqual([
      { LOOK_UP: 60, VERIFY: 61, REVEAL: 62 },
      [['HISTORY', { warnAt: 4, cap: 5 }]],
      [],
    ]);
    expect([Object.isFrozen(got), Object.isFrozen(got.attemptsPerHour)]).toEqual([true, true]);
  });

  test('one is the least', () => {
    const { got, faults } = caps(
      /\{"LOOK_UP".*\n.*/,
      '{"LOOK_UP":1,"VERIFY":1,"REVEAL":1},"personsPerHour":{"AUDIT":{"warnAt":1,"cap":2}},"fewPersons":1}',
    );
    expect([got.attemptsPerHour.LOOK_UP, got.personsPerHour.get('AUDIT'), faults]).toEqual([
      1,
      { warnAt: 1, cap: 2 },
      [],
    ]);
  });

  test('half a processor is the work of a minute where nothing else is said', () => {
    expect(caps().got.workSecondsPerMinute).toBe(30);
    expect(caps('"fewPersons":3', '"fewPersons":3,"workSecondsPerMinute":7').got.workSecondsPerMinute).toBe(
      7,
    );
  });

  test.each([
    ['no citation', '"cites"', '"cite"', ['t.json: cites must be a text', 't.json: unknown key cite']],
    ['no Japanese sentence', '"上限"', '""', ['t.json: textJa must be a text']],
    [
      'no English sentence',
      '"textEn"',
      '"says"',
      ['t.json: textEn must be a text', 't.json: unknown key says'],
    ],
    ['no look-ups at all', '60', '0', ['t.json: attemptsPerHour: LOOK_UP must be a whole number from 1']],
    ['half a verification', '61', '60.5', ['t.json: attemptsPerHour: VERIFY must be a whole number from 1']],
    ['a text for a number', '62', '"62"', ['t.json: attemptsPerHour: REVEAL must be a number']],
    [
      'more than a number holds exactly',
      '62',
      '9007199254740992',
      ['t.json: attemptsPerHour: REVEAL must be a whole number from 1'],
    ],
    [
      'an attempt nobody knows',
      '"REVEAL":62',
      '"REVEAL":62,"FILTER":1',
      ['t.json: attemptsPerHour: unknown key FILTER'],
    ],
    ['an attempt left out', ',"REVEAL":62', '', ['t.json: attemptsPerHour: REVEAL must be a number']],
    ['a purpose nobody knows', '"HISTORY"', '"TAX"', ['t.json: personsPerHour: TAX: is no purpose']],
    [
      'a warning that comes with the cap',
      '"warnAt":4',
      '"warnAt":5',
      ['t.json: personsPerHour: HISTORY: must warn before the cap'],
    ],
    [
      'a warning that comes after the cap',
      '"warnAt":4',
      '"warnAt":6',
      ['t.json: personsPerHour: HISTORY: must warn before the cap'],
    ],
    [
      'no persons at all',
      '"warnAt":4',
      '"warnAt":-1',
      ['t.json: personsPerHour: HISTORY: warnAt must be a whole number from 1'],
    ],
    [
      'half a person',
      '"cap":5',
      '"cap":5.5',
      [
        't.json: personsPerHour: HISTORY: cap must be a whole number from 1',
        't.json: personsPerHour: HISTORY: must warn before the cap',
      ],
    ],
    [
      'a surplus key of a purpose',
      '"cap":5',
      '"cap":5,"forever":true',
      ['t.json: personsPerHour: HISTORY: unknown key forever'],
    ],
    [
      'no persons',
      '"personsPerHour"',
      '"persons"',
      ['t.json: personsPerHour: must be an object', 't.json: unknown key persons'],
    ],
  ])('%s is a fault', (_, from, to, faults) => {
    expect(caps(from, to).faults).toEqual(faults);
  });

  test.each([
    ['"HISTORY"', '"TAX"'],
    ['"warnAt":4', '"warnAt":5'],
  ])('a row at fault caps nothing', (from, to) => {
    expect([...caps(from, to).got.personsPerHour]).toEqual([]);
  });
});

describe('session.json', () => {
  const session = reading(
    readSessionRules,
    '{"cites":"R182","textJa":"五分","textEn":"Five minutes","idleMinutes":5,"mode":"IDLE"}',
  );

  test.each([
    ['', '', { idleMinutes: 5, mode: 'IDLE' }],
    ['IDLE', 'ABSOLUTE', { idleMinutes: 5, mode: 'ABSOLUTE' }],
    ['5', '1', { idleMinutes: 1, mode: 'IDLE' }],
    ['5', '480', { idleMinutes: 480, mode: 'IDLE' }],
  ])('is read [%s %s], and cannot be altered', (from, to, rules) => {
    const { got, faults } = session(from, to);
    expect([got, Object.isFrozen(got), faults]).toEqual([rules, true, []]);
  });

  test.each([
    ['no citation', '"R182"', '""', ['t.json: cites must be a text']],
    ['no Japanese sentence', '"五分"', '5', ['t.json: textJa must be a text']],
    ['no English sentence', '"Five minutes"', 'null', ['t.json: textEn must be a text']],
    ['no minutes', ':5', ':0', ['t.json: idleMinutes must be a whole number from 1 to 480']],
    ['more than a working day', ':5', ':481', ['t.json: idleMinutes must be a whole number from 1 to 480']],
    ['half a minute', ':5', ':4.5', ['t.json: idleMinutes must be a whole number from 1 to 480']],
    ['a text for the minutes', ':5', ':"5"', ['t.json: idleMinutes must be a number']],
    ['another mode', 'IDLE', 'NEVER', ['t.json: mode must be one of IDLE, ABSOLUTE']],
    ['a surplus key', ':5', ':5,"forever":true', ['t.json: unknown key forever']],
  ])('%s is a fault', (_, from, to, faults) => {
    expect(session(from, to).faults).toEqual(faults);
  });
});
