import { INSURER } from '../support/intermediate/world.js';
import { addRareDose, householdOfPlayer, memo, otherNumber, RARE, type Cast, type Player } from './cast.js';
import type { CityFiles } from './city-files.js';
import { OTHER_INSURER } from './exchange.js';
import type { Selection } from './operation.js';
import type { Asker } from './oracle.js';

/** One thing that two cities differ in, and all the ways in which somebody who may know it could. */
export interface Fact {
  readonly id: FactId;
  readonly title: string;
  readonly player: Player;
  /** 宛名番号 of others whom the fact shows as well: of those who share a home. */
  readonly others?: readonly string[];
  /** Makes the twin of the base city. */
  change(twin: CityFiles): void;
  /**
   * Coordinates that show the fact of that person. Each is still decided by the rules for that person: only
   * where they open it in both cities may the answers differ there.
   */
  readonly shownBy: ReadonlySet<string>;
  /** Coordinates that operations shall often go through: the way to the fact. */
  readonly focus: ReadonlySet<string>;
  /** Whether this root field as a whole rests on the fact and its caller may use it so. */
  steers(root: Selection, asker: Steering): boolean;
  /**
   * Bodies of which each city has asked one about the person, before anybody asks the gateways; absent: none of
   * either.
   */
  readonly asked?: { readonly base: string; readonly twin: string };
}

/** Who asks, over both cities. */
export interface Steering {
  readonly base: Asker;
  readonly twin: Asker;
  /** Verb and class are open to the caller for the fact's person, in both cities. */
  mayInBoth(verb: string, classification: string): boolean;
}

const never = (): boolean => false;
const argument = (root: Selection, name: string): unknown => root.args[name]?.value;

export function facts(cast: Cast, base: CityFiles): readonly Fact[] {
  const { ordinary, sheltered, vaccinated, relatives, housemate, lodger, merged, unread } = cast;
  const [clerksRelative, numberClerksRelative] = relatives;
  if (clerksRelative === undefined || numberClerksRelative === undefined) throw new Error('no relatives');
  return [
    numberFact('number', 'an individual number', ordinary),
    addressFact(sheltered),
    shelterFact(sheltered, base),
    homeFact(sheltered, housemate),
    sharerFact(lodger),
    {
      ...shelterFact(merged, base),
      ...{ id: 'merged', title: 'whether a measure under a merged number protects a person' },
      change: (twin) =>
        twin.change('registry', 'DELETE FROM JUKI_SIEN WHERE ATENA_NO = ?', [merged.oldNumber]),
    },
    {
      ...shelterFact(unread, base),
      ...{ id: 'bounds', title: 'whether a measure that nobody can read protects a person' },
    },
    cellFact(vaccinated),
    columnFact('phone', 'the telephone number of a protected person', sheltered, ['Resident.phone'], (twin) =>
      twin.change('health', "UPDATE kk_kojin SET denwa = '042-000-0000' WHERE kojin_no = ?", [
        sheltered.healthNumber,
      ]),
    ),
    columnFact('memo', 'which individual number stands in a memo', ordinary, [], (twin) =>
      twin.change('health', 'UPDATE kk_kojin SET bikou = ? WHERE kojin_no = ?', [
        memo(otherNumber(ordinary.individualNumber)),
        ordinary.healthNumber,
      ]),
    ),
    whereaboutsFact(sheltered),
    columnFact(
      'passport',
      'a passport number',
      ordinary,
      ['Certificate.passport', 'PassportData.passportNumber'],
      (twin) =>
        twin.change(
          'health',
          "UPDATE kk_syomei SET ryoken_no = 'TZ0000001' WHERE kojin_no = ? AND kaigai_flg = '1'",
          [ordinary.healthNumber],
        ),
    ),
    columnFact(
      'doctor',
      'who vaccinated somebody',
      ordinary,
      ['Immunization.doctor', 'PreExam.doctor'],
      (twin) =>
        twin.change(
          'health',
          "UPDATE kk_sessyu SET sessyu_isi = '見本　医師', yosin_isi = '見本　医師' WHERE sessyu_id = ?",
          [ordinary.dose],
        ),
    ),
    birthFact(clerksRelative),
    exchangeFact(sheltered),
    numberFact(
      'relative-number',
      'an individual number in the number clerk’s own household',
      numberClerksRelative,
    ),
  ];
}

/** Names of all facts, known before there is a city. */
export const FACT_IDS = [
  'number',
  'address',
  'shelter',
  'home',
  'sharer',
  'merged',
  'bounds',
  'cell',
  'phone',
  'memo',
  'whereabouts',
  'passport',
  'doctor',
  'relative-birth',
  'exchange',
  'relative-number',
] as const;
export type FactId = (typeof FACT_IDS)[number];

const ONE = ['Query.resident'];
const LISTED = ['Query.residents', 'ResidentConnection.nodes', 'ResidentConnection.totalCount'];
const DOSES = ['Resident.immunizations', 'Immunization.preExam'];
/** By district, a table of everybody who may be located: whoever may not is in none of it, wherever they live. */
const TABLES = ['Query.immunizationCoverage', 'CoverageCell.vaccinated', 'CoverageCell.population'];
const HOME_FOCUS = [
  ...[...ONE, ...LISTED, ...DOSES],
  ...['Resident.address', 'Resident.phone', 'Resident.memo', 'Resident.household'],
  ...['Resident.caution', 'Resident.supportMeasures'],
  ...['Household.members', 'HouseholdMember.resident', 'Immunization.place', 'Immunization.institution'],
];
const FOCUS: Readonly<Record<FactId, readonly string[]>> = {
  number: [
    ...ONE,
    'Query.residentByIndividualNumber',
    'Query.verifyIndividualNumber',
    'Resident.individualNumber',
    'IndividualNumber.value',
  ],
  address: [...ONE, ...LISTED, ...TABLES, 'Resident.address'],
  shelter: [
    ...ONE,
    ...LISTED,
    'Resident.address',
    'Resident.phone',
    'Resident.individualNumber',
    ...DOSES,
    'Immunization.place',
    'Resident.household',
    ...['Resident.caution', 'Resident.supportMeasures'],
  ],
  home: [...HOME_FOCUS, ...TABLES],
  sharer: HOME_FOCUS,
  merged: HOME_FOCUS,
  bounds: HOME_FOCUS,
  cell: [
    ...ONE,
    'Query.immunizationCoverage',
    'CoverageCell.vaccinated',
    'CoverageCell.suppressed',
    'Query.recallTargets',
    'Resident.immunizations',
    'Resident.recommendations',
  ],
  phone: [...ONE, ...LISTED, 'Resident.phone'],
  memo: [...ONE, ...LISTED, 'Query.residentByIndividualNumber', 'Resident.memo', 'Resident.individualNumber'],
  whereabouts: [
    ...ONE,
    ...LISTED,
    ...DOSES,
    'Immunization.place',
    'Immunization.institution',
    'PreExam.institution',
  ],
  passport: [...ONE, 'Resident.certificates', 'Certificate.passport', 'PassportData.passportNumber'],
  doctor: [...ONE, ...DOSES, 'Immunization.doctor', 'PreExam.doctor'],
  'relative-birth': [...ONE, ...LISTED, 'Resident.birthDate', 'Resident.age', 'Resident.recommendations'],
  exchange: [
    ...ONE,
    'Query.informationRequests',
    'InformationRequestConnection.nodes',
    'Resident.linkage',
    'Linkage.requests',
    'Linkage.records',
    'InformationRequest.provider',
    'InformationRequest.answer',
    'ExchangeRecord.counterpart',
  ],
  'relative-number': [
    ...ONE,
    'Query.residentByIndividualNumber',
    'Query.verifyIndividualNumber',
    'Resident.individualNumber',
    'IndividualNumber.value',
  ],
};

/** Roots that say whose a number is, and by which verb on numbers. */
const NUMBER_ROOTS: ReadonlyMap<string, string> = new Map([
  ['residentByIndividualNumber', 'LOOK_UP'],
  ['findPersonByNumber', 'IDENTIFY'],
  ['verifyIndividualNumber', 'VERIFY'],
]);

function columnFact(
  id: FactId,
  title: string,
  player: Player,
  shownBy: readonly string[],
  change: (twin: CityFiles) => void,
): Fact {
  return { id, title, player, change, shownBy: new Set(shownBy), focus: new Set(FOCUS[id]), steers: never };
}

function numberFact(id: FactId, title: string, player: Player): Fact {
  const numbers = [player.individualNumber, otherNumber(player.individualNumber)];
  const isAsked = (root: Selection): boolean =>
    numbers.includes(String(argument(root, 'number')).normalize('NFKC').replace(/\D/g, ''));
  return {
    id,
    title,
    player,
    change: (twin) =>
      twin.change('address-name', 'UPDATE T_TOGO_ATENA SET KOJIN_BANGO = ? WHERE TOGO_NO = ?', [
        numbers[1],
        player.integratedNumber,
      ]),
    shownBy: new Set(['Resident.individualNumber', 'IndividualNumber.value']),
    focus: new Set(FOCUS[id]),
    steers: (root, { mayInBoth }) => {
      const verb = NUMBER_ROOTS.get(root.field);
      return verb !== undefined && isAsked(root) && mayInBoth(verb, 'NUMBER');
    },
  };
}

/** Nobody may find it by any search: a protected person's address is closed to filters as well. */
function addressFact(player: Player): Fact {
  return columnFact('address', 'the address of a protected person', player, ['Resident.address'], (twin) =>
    twin.change(
      'registry',
      "UPDATE JUKI_KIHON SET CHO_CD = '05001', JUSHO = '東京都小金井市東町一丁目９９番９９号', KATAGAKI = 'シェルター見本' WHERE ATENA_NO = ?",
      [player.atenaNumber],
    ),
  );
}

/** Told by every coordinate that it closes, and by an address that would otherwise find the person. */
function shelterFact(player: Player, base: CityFiles): Fact {
  const others = householdOfPlayer(base, player);
  return {
    id: 'shelter',
    title: 'whether a person is under support measures',
    player,
    others,
    change: (twin) =>
      twin.change('registry', 'DELETE FROM JUKI_SIEN WHERE ATENA_NO = ?', [player.atenaNumber]),
    // To those who may know it; everybody else is told to ask, where something of the person is closed to them.
    shownBy: new Set(['Resident.supportMeasures']),
    focus: new Set(FOCUS.shelter),
    steers: (root, { base, twin }) => {
      const part = (argument(root, 'where') as { address?: unknown } | undefined)?.address;
      if (root.field !== 'residents' || typeof part !== 'string') return false;
      return findsOtherwise([player.atenaNumber, ...others], part, [base, twin]);
    },
  };
}

/** Whether an address finds others of these persons in one city than in the other. */
function findsOtherwise(numbers: readonly string[], part: string, askers: readonly Asker[]): boolean {
  const [before, after] = askers.map((asker) =>
    numbers.filter((number) => {
      const person = asker.persons.get(number);
      return person !== undefined && person.address.includes(part) && asker.may('FILTER', 'CONTACT', person);
    }),
  );
  return before?.join() !== after?.join();
}

/** Where the home of a protected person is: everybody in it has moved, with telephones and the clinics they go to. */
function homeFact(sheltered: Player, housemate: Player): Fact {
  return columnFact('home', 'where a protected person lives with others', housemate, [], (twin) => {
    const home = householdOfPlayer(twin, sheltered);
    twin.change(
      'registry',
      `UPDATE JUKI_KIHON SET CHO_CD = '05001', JUSHO = '東京都小金井市東町一丁目９９番９９号', KATAGAKI = 'シェルター見本' WHERE ATENA_NO IN (${home.map(() => '?').join()})`,
      home,
      home.length,
    );
    const numbers = twin
      .rows(
        'address-name',
        `SELECT h.GYOMU_NO AS number FROM T_GYOMU_ATENA g JOIN T_GYOMU_ATENA h ON h.TOGO_NO = g.TOGO_NO
         WHERE g.GYOMU_KUBUN = 'JK' AND g.GYOMU_NO IN (${home.map(() => '?').join()}) AND h.GYOMU_KUBUN = 'KK' AND h.YUKO_KUBUN = '1'`,
        ...home,
      )
      .map((row) => String(row['number']).trim());
    for (const number of numbers) {
      twin.change(
        'health',
        "UPDATE kk_kojin SET denwa = '042-000-0000', bikou = '転居先は東町' WHERE kojin_no = ?",
        [number],
      );
      const doses = twin.rows('health', 'SELECT sessyu_id AS id FROM kk_sessyu WHERE kojin_no = ?', number);
      twin.change(
        'health',
        `UPDATE kk_sessyu SET basyo = 'みほん見知らぬ医院', sessyu_isi = '見本　医師', yosin_isi = '見本　医師',
           sessyu_iryo_cd = (SELECT MAX(iryo_cd) FROM kk_iryo), yosin_iryo_cd = (SELECT MAX(iryo_cd) FROM kk_iryo)
         WHERE kojin_no = ?`,
        [number],
        doses.length,
      );
    }
  });
}

/** Told by every coordinate that it closes of that person, and by an address that would otherwise find them. */
function sharerFact(player: Player): Fact {
  return {
    id: 'sharer',
    title: 'who shares the home of a protected person',
    player,
    change: (twin) =>
      twin.change('registry', "UPDATE JUKI_KIHON SET SETAI_NO = '000000000990001' WHERE ATENA_NO = ?", [
        player.atenaNumber,
      ]),
    shownBy: new Set(['Resident.supportMeasures']),
    focus: new Set(FOCUS.sharer),
    steers: (root, { base, twin }) => {
      const part = (argument(root, 'where') as { address?: unknown } | undefined)?.address;
      if (root.field !== 'residents' || typeof part !== 'string') return false;
      return findsOtherwise([player.atenaNumber], part, [base, twin]);
    },
  };
}

function cellFact(player: Player): Fact {
  return {
    id: 'cell',
    title: 'whether one more person of a small cell was vaccinated',
    player,
    change: (twin) => addRareDose(twin, player, '5050201'),
    shownBy: new Set(['Resident.immunizations', 'Resident.recommendations', 'Immunization.evaluation']),
    focus: new Set(FOCUS.cell),
    steers: (root, { mayInBoth }) =>
      root.field === 'recallTargets' &&
      argument(root, 'vaccine') === RARE.code &&
      mayInBoth('FILTER', 'HEALTH'),
  };
}

function whereaboutsFact(player: Player): Fact {
  const coordinates = ['Immunization.place', 'Immunization.institution', 'PreExam.institution'];
  return columnFact('whereabouts', 'where a protected person was vaccinated', player, coordinates, (twin) =>
    twin.change(
      'health',
      `UPDATE kk_sessyu SET basyo = 'みほん見知らぬ医院',
         sessyu_iryo_cd = (SELECT MAX(iryo_cd) FROM kk_iryo WHERE iryo_cd <> sessyu_iryo_cd),
         yosin_iryo_cd = (SELECT MIN(iryo_cd) FROM kk_iryo WHERE iryo_cd <> yosin_iryo_cd)
       WHERE sessyu_id = ?`,
      [player.dose],
    ),
  );
}

/**
 * Which insurer was asked about a protected person, and what it answered: the inquiry itself is no secret
 * from those who make it.
 */
function exchangeFact(player: Player): Fact {
  const fact = columnFact(
    'exchange',
    'which body was asked about a protected person, and its answer',
    player,
    [],
    () => undefined,
  );
  return { ...fact, asked: { base: INSURER, twin: OTHER_INSURER } };
}

/**
 * Closed to the clerk whose household it is; everybody else may read, search and sort by it where basic items open.
 */
function birthFact(player: Player): Fact {
  return {
    id: 'relative-birth',
    title: 'a birth date in the clerk’s own household',
    player,
    change: (twin) =>
      twin.change(
        'registry',
        "UPDATE JUKI_KIHON SET UMARE_YMD = substr(UMARE_YMD, 1, 6) || CASE substr(UMARE_YMD, 7) WHEN '15' THEN '16' ELSE '15' END WHERE ATENA_NO = ?",
        [player.atenaNumber],
      ),
    shownBy: new Set([
      ...['Resident.birthDate', 'Resident.age', 'Resident.recommendations', 'FoundPerson.birthDate'],
      'Immunization.evaluation',
    ]),
    focus: new Set(FOCUS['relative-birth']),
    steers: (root, { mayInBoth }) => {
      if (root.field !== 'residents') return false;
      const where = (argument(root, 'where') ?? {}) as Record<string, unknown>;
      const order = argument(root, 'orderBy') as { field?: unknown } | null | undefined;
      const byBirth =
        Object.keys(where).some((key) => key.startsWith('birthDate')) && mayInBoth('FILTER', 'BASIC');
      return byBirth || (order?.field === 'BIRTH_DATE' && mayInBoth('SORT', 'BASIC'));
    },
  };
}
