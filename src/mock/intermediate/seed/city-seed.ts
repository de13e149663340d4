import { createHash } from 'node:crypto';
import { parseCompactDate } from '../../../../adapters/legacy/legacy-date.js';
import type { LinkageRules } from '../../../policy/linkage-rules.js';
import type { MockSeed } from '../seed-state.js';
import { CityPeople, type CityPlace, type LedgerRow, type Mover } from './city-people.js';
import { benefitCopy, copiesOfLedger, dosesBeforeMove } from './invented-copies.js';

export const NEIGHBOUR = '0220113214401700';
export const INSURER = '0610613200100001';

export const ITEMS = {
  vaccinations: 'TM00000000001601',
  specialMeasures: 'TM00000000011501',
  benefits: 'TM00000000001701',
} as const;
const OURS = [ITEMS.vaccinations, ITEMS.specialMeasures];

const MOST_MOVERS = 400;
const MOST_INSURED = 400;

/** Whom the walk-through and the tests are about: 宛名番号 of synthetic residents. null where the city has none. */
export interface Examples {
  readonly movedIn: string | null;
  readonly movedOut: string | null;
  readonly protectedOne: string | null;
  /** Moved out, and not answered about automatically: what is asked about them waits for the approver. */
  readonly waiting: string | null;
}

export interface CitySeedOptions {
  readonly place: CityPlace;
  readonly rules: LinkageRules;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Of whom the seed is made, read once: each list in the order of its registry. */
interface Cast {
  readonly own: string;
  /** Residents who came from the neighbour, and those who went there with what the city gave them. */
  readonly came: readonly Mover[];
  readonly went: readonly (Mover & { readonly ledger: readonly LedgerRow[] })[];
  readonly insured: readonly string[];
  readonly underMeasures: readonly Mover[];
  /** Under support measures and not among the movers: the neighbour knows them all the same. */
  readonly fled: readonly Mover[];
  /** Everybody, by what each institution that knows them calls them. */
  readonly persons: readonly (readonly Known[])[];
}

interface Known {
  readonly institution: string;
  readonly integrated: string;
}

/**
 * The network on its first day: everybody both municipalities know, those who have moved between them known to
 * both.
 */
export function citySeed({
  place,
  rules,
  today,
}: CitySeedOptions): MockSeed & { readonly examples: Examples } {
  const people = new CityPeople(place);
  try {
    const cast = readCast(people, rules.institution, today);
    return {
      institutions: institutionsOf(cast.own),
      staff: staffOf(rules),
      persons: cast.persons,
      copies: copiesOf(cast),
      // R202: whoever is under support measures is neither answered automatically nor told of.
      restrictions: [
        ...cast.underMeasures.map(({ integrated }) => restricted(cast.own, integrated, true)),
        ...toldMovers(cast)
          .slice(1, 2)
          .map(({ integrated }) => restricted(cast.own, integrated, false)),
      ],
      examples: examplesOf(cast),
    };
  } finally {
    people.close();
  }
}

function restricted(institution: string, integrated: string, nonDisclosure: boolean) {
  return { institution, integrated, items: OURS, noAutomaticAnswer: true, nonDisclosure };
}

/** Who moved out and of whom there is something to tell; nobody under support measures. */
function toldMovers({ went, underMeasures }: Cast): Cast['went'] {
  const shielded = new Set(underMeasures.map(({ atenaNumber }) => atenaNumber));
  return went.filter(
    ({ atenaNumber, ledger }) => !shielded.has(atenaNumber) && copiesOfLedger('', ledger, false).length > 0,
  );
}

function readCast(people: CityPeople, own: string, today: string): Cast {
  const came = people.movers('IN', MOST_MOVERS).flatMap(withBirthday);
  const went = people
    .movers('OUT', MOST_MOVERS)
    .map((mover) => ({ ...mover, ledger: people.ledgerOf(mover.integrated) }));
  const insured = people.adults('19800101', MOST_INSURED);
  const underMeasures = people.protectedOn(today.replaceAll('-', ''));
  const elsewhere = new Map<string, Known[]>();
  const know = (integrated: string, institution: string) =>
    elsewhere.set(integrated, [
      ...(elsewhere.get(integrated) ?? []),
      { institution, integrated: numberAt(institution, integrated) },
    ]);
  for (const { integrated } of [...came, ...went]) know(integrated, NEIGHBOUR);
  const fled = underMeasures.filter(({ integrated }) => !elsewhere.has(integrated)).flatMap(withBirthday);
  for (const { integrated } of fled) know(integrated, NEIGHBOUR);
  for (const integrated of insured) know(integrated, INSURER);
  const persons = [
    ...people
      .integratedNumbers('own')
      .map((integrated) => [{ institution: own, integrated }, ...(elsewhere.get(integrated) ?? [])]),
    ...people.integratedNumbers('neighbour').map((integrated) => [{ institution: NEIGHBOUR, integrated }]),
  ];
  return { own, came, went, insured, underMeasures, fled, persons };
}

function institutionsOf(own: string): MockSeed['institutions'] {
  return [
    { code: own, nameJa: '小金井市長', nameEn: 'Mayor of Koganei', kind: 'MUNICIPALITY' },
    { code: NEIGHBOUR, nameJa: '国分寺市長', nameEn: 'Mayor of Kokubunji', kind: 'MUNICIPALITY' },
    { code: INSURER, nameJa: '見本健康保険組合', nameEn: 'Sample Health Insurance Society', kind: 'INSURER' },
  ];
}

function copiesOf({ own, came, went, insured, fled }: Cast): MockSeed['copies'] {
  return [
    ...[...came, ...fled].map(({ integrated, born, moved }) => ({
      institution: NEIGHBOUR,
      integrated: numberAt(NEIGHBOUR, integrated),
      item: ITEMS.vaccinations,
      copies: dosesBeforeMove(ITEMS.vaccinations, born, moved),
    })),
    ...went.flatMap(({ integrated, ledger }) =>
      OURS.map((item) => ({
        institution: own,
        integrated,
        item,
        copies: copiesOfLedger(item, ledger, item === ITEMS.specialMeasures),
      })),
    ),
    ...insured.map((integrated) => ({
      institution: INSURER,
      integrated: numberAt(INSURER, integrated),
      item: ITEMS.benefits,
      copies: [benefitCopy(ITEMS.benefits)],
    })),
  ];
}

/** Somebody of each kind with something to tell; of those who moved nobody under support measures. */
function examplesOf(cast: Cast): Examples {
  const { came, fled, underMeasures } = cast;
  const shielded = new Set(underMeasures.map(({ atenaNumber }) => atenaNumber));
  const isShielded = ({ atenaNumber }: Mover) => shielded.has(atenaNumber);
  const hasDoses = ({ born, moved }: Mover) => dosesBeforeMove('', born, moved).length > 1;
  const movedIn = came.find((one) => !shielded.has(one.atenaNumber) && hasDoses(one));
  const [movedOut, waiting] = toldMovers(cast);
  return {
    movedIn: movedIn?.atenaNumber ?? null,
    movedOut: movedOut?.atenaNumber ?? null,
    waiting: waiting?.atenaNumber ?? null,
    protectedOne: [...came.filter(isShielded), ...fled].find(hasDoses)?.atenaNumber ?? null,
  };
}

/** With days as `YYYY-MM-DD`; nobody whose days are uncertain. */
function withBirthday(mover: Mover): readonly Mover[] {
  const [born, moved] = [parseCompactDate(mover.born), parseCompactDate(mover.moved)];
  if (
    born.kind !== 'DATE' ||
    moved.kind !== 'DATE' ||
    born.date.precision !== 'DAY' ||
    moved.date.precision !== 'DAY'
  )
    return [];
  return [{ ...mover, born: born.date.iso ?? '', moved: moved.date.iso ?? '' }];
}

/** A number in another body's own scheme: 15 digits that tell nothing of the city's. */
function numberAt(institution: string, integrated: string): string {
  const digest = createHash('sha256').update(`${institution}/${integrated}`).digest();
  return `1${String(digest.readBigUInt64BE() % 10n ** 14n).padStart(14, '0')}`;
}

function staffOf({ institution, users, system }: LinkageRules): MockSeed['staff'] {
  const own = [...users.values(), system].map(({ staff, roles }) => ({ institution, staff, roles }));
  const all = ['INQUIRY', 'PROVISION', 'COPY', 'RESTRICTION', 'RECORDS', 'LOG'] as const;
  return [
    ...own,
    { institution: NEIGHBOUR, staff: 'KB-1', roles: [...all] },
    { institution: INSURER, staff: 'HK-1', roles: [...all] },
  ];
}
