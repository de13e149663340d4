import { pad } from './calendar.js';
import type { Municipality } from './municipality-data.js';
import { NameMaker } from './names.js';
import { Random } from './random.js';

export interface Institution {
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly doctors: readonly string[];
}

const KINDS = ['内科クリニック', '小児科医院', '医院', 'こどもクリニック', 'ファミリークリニック'] as const;
const INSIDE = 80;
const OUTSIDE = 10;

/**
 * Invented clinics: eighty in the municipality and ten elsewhere, where births away from home are vaccinated.
 */
export function makeInstitutions(
  municipality: Municipality,
  seed: number,
): { inside: Institution[]; outside: Institution[] } {
  const random = new Random(seed, `${municipality.code}/institutions`);
  const names = new NameMaker(random);
  const make = (index: number, town: string, district: string): Institution => ({
    code: `13${pad(index, 5)}`,
    name: `みほん${town}${names.plainSurname().kanji}${random.pick(KINDS)}`,
    district,
    doctors: Array.from(
      { length: 3 },
      (_, doctor) =>
        names.japanese({ ...names.plainSurname(), oddity: null }, random.pick(['M', 'F']), 1955 + doctor * 10)
          .kanji,
    ),
  });
  const { towns } = municipality;
  const inside = Array.from({ length: INSIDE }, (_, index) => {
    const place = index % towns.length;
    return make(index + 1, towns[place]?.name ?? '', pad(place + 1));
  });
  return {
    inside,
    outside: Array.from({ length: OUTSIDE }, (_, index) => make(90_000 + index, '市外', '99')),
  };
}
