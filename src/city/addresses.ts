import { fullWidthDigits } from './kana-forms.js';
import * as places from './municipality-data.js';
import type { Municipality, Town } from './municipality-data.js';
import { Weighted, type Random } from './random.js';
import { pad } from './calendar.js';

export interface Address {
  /** 町丁目 code: two digits town, three digits 丁目; 99999 outside the municipality. */
  readonly townCode: string;
  /** 地区 01-10, 99 outside. */
  readonly district: string;
  readonly written: string;
  readonly building: string | null;
}

export type Dwelling = 'ORDINARY' | 'CARE_HOME' | 'CHILDRENS_HOME';

const KANJI_DIGITS = '〇一二三四五六七八九';

/**
 * Addresses with real town names and invented house numbers (番 of 90 and more), in the written forms clerks
 * use.
 */
export class AddressMaker {
  private readonly towns: Weighted<readonly [Town, string]>;

  constructor(
    private readonly municipality: Municipality,
    private readonly random: Random,
  ) {
    this.towns = new Weighted(
      municipality.towns.map((town, index): [readonly [Town, string], number] => [
        [town, pad(index + 1)],
        town.weight,
      ]),
    );
  }

  next(dwelling: Dwelling): Address {
    if (dwelling === 'CARE_HOME')
      return this.institution(this.random.between(0, places.CARE_HOMES.length - 1));
    if (dwelling === 'CHILDRENS_HOME') return { ...this.institution(0), building: places.CHILDRENS_HOME };
    const [town, district] = this.towns.draw(this.random);
    const section = this.random.between(1, town.sections);
    return {
      townCode: `${district}${pad(section, 3)}`,
      district,
      written: this.municipality.prefix + this.write(town.name, section),
      building: this.building(),
    };
  }

  /** Next door: the same town and block, another house number. */
  neighbour(address: Address): Address {
    return {
      ...address,
      building: null,
      written: address.written.replace(/[0-9０-９]+号?$/, this.random.pick(['７', '８', '９']) + '号'),
    };
  }

  outside(): Address {
    const prefix = this.random.pick(places.OUTSIDE_ADDRESSES);
    const written = `${prefix}見本町${this.write('', this.random.between(1, 9))}`;
    return { townCode: '99999', district: '99', written, building: null };
  }

  private institution(index: number): Address {
    const towns = this.municipality.towns;
    const town = towns[index % towns.length] as Town;
    const district = pad((index % towns.length) + 1);
    const written = `${this.municipality.prefix}${town.name}1-9${index}-1`;
    return { townCode: `${district}001`, district, written, building: places.CARE_HOMES[index] ?? null };
  }

  private write(town: string, section: number): string {
    const block = String(this.random.between(90, 99));
    const house = String(this.random.between(1, 40));
    const form = this.random.next();
    if (form < 0.6)
      return `${town}${KANJI_DIGITS[section] ?? ''}丁目${fullWidthDigits(block)}番${fullWidthDigits(house)}号`;
    if (form < 0.85) return `${town}${section}-${block}-${house}`;
    return `${town}${fullWidthDigits(`${section}`)}丁目${fullWidthDigits(block)}－${fullWidthDigits(house)}`;
  }

  private building(): string | null {
    const kind = this.random.next();
    if (kind < 0.42) return null;
    const room = `${this.random.between(1, 9)}0${this.random.between(1, 9)}`;
    if (kind < 0.9)
      return `${this.random.pick(places.BUILDINGS)}${this.random.chance(0.5) ? `${room}号室` : `　${fullWidthDigits(room)}`}`;
    // Long names, half-width kana, CP932's ㈱ and lodging with somebody (様方) break columns and converters.
    if (kind < 0.94) return `${places.LONG_BUILDING}${room}`;
    if (kind < 0.96) return `${places.COMPANY_HOUSING}${room}`;
    return kind < 0.98 ? `${places.HALF_WIDTH_BUILDING}${room}` : '見本様方';
  }
}
