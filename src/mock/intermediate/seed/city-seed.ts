import { createHash } from 'node:crypto';
import { parseCompactDate } from '../../../../adapters/legacy/legacy-date.js';
import type { LinkageRules } from '../../../policy/linkage-rules.js';
import type { MockSeed } from '../seed-state.js';
import { CityPeople, type CityPlace, type Mover } from './city-people.js';
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
}

export interface CitySeedOptions {
  readonly place: CityPlace;
  readonly rules: LinkageRules;
  /** `YYYY-MM-DD`. */
  readonly today: string;
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
    const own = rules.institution;
    const came = people.movers('IN', MOST_MOVERS).flatMap(withBirthday);
    const went = people
      .movers('OUT', MOST_MOVERS)
      .map((mover) => ({ ...mover, ledger: people.ledgerOf(mover.integrated) }));
    const insured = people.adults('19800101', MOST_INSURED);
    const underMeasures = people.protectedOn(today.replaceAll('-', ''));
    const shielded = new Set(underMeasures.map(({ atenaNumber }) => atenaNumber));
    const elsewhere = new Map<string, { institution: string; integrated: string }[]>();
    const know = (integrated: string, institution: string) =>
      elsewhere.set(integrated, [
        ...(elsewhere.get(integrated) ?? []),
        { institution, integrated: numberAt(institution, integrated) },
      ]);
    for (const { integrated } of [...came, ...went]) know(integrated, NEIGHBOUR);
    const fled = underMeasures.filter(({ integrated }) => !elsewhere.has(integrated)).flatMap(withBirthday);
    for (const { integrated } of fled) know(integrated, NEIGHBOUR);
    for (const integrated of insured) know(integrated, INSURER);
    return {
      institutions: [
        { code: own, nameJa: '小金井市長', nameEn: 'Mayor of Koganei', kind: 'MUNICIPALITY' },
        { code: NEIGHBOUR, nameJa: '国分寺市長', nameEn: 'Mayor of Kokubunji', kind: 'MUNICIPALITY' },
        {
          code: INSURER,
          nameJa: '見本健康保険組合',
          nameEn: 'Sample Health Insurance Society',
          kind: 'INSURER',
        },
      ],
      staff: staffOf(rules),
      persons: [
        ...people
          .integratedNumbers('own')
          .map((integrated) => [{ institution: own, integrated }, ...(elsewhere.get(integrated) ?? [])]),
        ...people
          .integratedNumbers('neighbour')
          .map((integrated) => [{ institution: NEIGHBOUR, integrated }]),
      ],
      copies: [
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
      ],
      // R202: whoever is under support measures is neither answered automatically nor told of.
      restrictions: underMeasures.map(({ integrated }) => ({
        institution: own,
        integrated,
        items: OURS,
        noAutomaticAnswer: true,
        nonDisclosure: true,
      })),
      examples: {
        movedIn:
          came.find(
            ({ atenaNumber, born, moved }) =>
              !shielded.has(atenaNumber) && dosesBeforeMove('', born, moved).length > 1,
          )?.atenaNumber ?? null,
        movedOut:
          went.find(
            ({ atenaNumber, ledger }) =>
              !shielded.has(atenaNumber) && copiesOfLedger('', ledger, false).length > 0,
          )?.atenaNumber ?? null,
        protectedOne:
          fled.find(({ born, moved }) => dosesBeforeMove('', born, moved).length > 1)?.atenaNumber ?? null,
      },
    };
  } finally {
    people.close();
  }
}

function withBirthday(mover: Mover): readonly (Mover & { readonly born: string; readonly moved: string })[] {
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
