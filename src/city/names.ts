import { NATIONALITIES, type ForeignWord, type NameCulture } from './foreign-name-data.js';
import { fullWidthLatin } from './kana-forms.js';
import * as lists from './name-data.js';
import type { Reading } from './name-data.js';
import type { CitySex } from './member-plan.js';
import { Pace, Weighted, type Random } from './random.js';

/** What makes a name hard for software; each is told in the truth file. */
export type NameOddity = 'IVS' | 'UNMAPPABLE' | 'CP932_ONLY' | 'NFC_FOLDING' | 'PRIVATE_USE' | 'LONG';

export interface PersonName {
  readonly kanji: string;
  readonly kana: string;
  /** 通称. */
  readonly alias: string | null;
  readonly roman: string | null;
  /** 旧氏. */
  readonly former: string | null;
  /** 氏名優先区分: 1 kanji, 2 alias, 3 roman. */
  readonly preferred: '1' | '2' | '3';
  readonly oddity: NameOddity | null;
}

export interface Surname extends Reading {
  readonly oddity: NameOddity | null;
}

const BLANK = '　';
/** Zipf-like: the listed names cover some 60 % of the households, generated ones the rest. */
const COMMON = new Weighted(lists.SURNAMES.map((name, rank): [Reading, number] => [name, 1 / (rank + 12)]));
const TAIL_SHARE = 0.4;
const NATIONALITY = new Weighted(
  NATIONALITIES.map((entry): [(typeof NATIONALITIES)[number], number] => [entry, entry[1]]),
);

/**
 * Shares of households; together 1.2 % beyond CP932 (half of them by variation selector) and 2.5 % in CP932
 * only.
 */
const ODDITIES: readonly (readonly [NameOddity, number, readonly Reading[]])[] = [
  ['IVS', 0.006, lists.IVS_SURNAMES],
  ['UNMAPPABLE', 0.006, lists.UNMAPPABLE_SURNAMES],
  ['CP932_ONLY', 0.025, lists.CP932_ONLY_SURNAMES],
  ['NFC_FOLDING', 0.003, lists.NFC_FOLDING_SURNAMES],
  ['PRIVATE_USE', 0.0005, lists.PRIVATE_USE_SURNAMES],
];

/** Names of one municipality, drawn from its own stream. */
export class NameMaker {
  private readonly oddities = ODDITIES.map(([oddity, rate, names], index) => ({
    oddity,
    names,
    pace: new Pace(rate, 9 + 7 * index),
  }));
  private readonly oddGiven = new Pace(0.001, 77);

  constructor(private readonly random: Random) {}

  surname(): Surname {
    for (const { oddity, names, pace } of this.oddities) {
      if (pace.due()) return { ...this.random.pick(names), oddity };
    }
    return { ...this.plainSurname(), oddity: null };
  }

  plainSurname(): Reading {
    if (!this.random.chance(TAIL_SHARE)) return COMMON.draw(this.random);
    const head = this.random.pick(lists.SURNAME_HEADS);
    const tail = this.random.pick(lists.SURNAME_TAILS);
    return { kanji: head.kanji + tail.kanji, kana: head.kana + tail.kana };
  }

  japanese(surname: Surname, sex: CitySex, birthYear: number): PersonName {
    const odd = sex === 'M' && this.oddGiven.due();
    const given = odd ? lists.NFC_FOLDING_GIVEN : this.given(sex, birthYear);
    // 旧氏 is kept almost only by married women.
    const former =
      sex === 'F' && birthYear < 2000 && this.random.chance(0.03) ? this.plainSurname().kanji : null;
    return {
      kanji: surname.kanji + BLANK + given.kanji,
      kana: surname.kana + BLANK + given.kana,
      alias: null,
      roman: null,
      former,
      preferred: '1',
      oddity: surname.oddity ?? (odd ? 'NFC_FOLDING' : null),
    };
  }

  private given(sex: CitySex, birthYear: number): Reading {
    const [old, middle, young] =
      sex === 'M'
        ? [lists.MALE_OLD, lists.MALE_MIDDLE, lists.MALE_YOUNG]
        : [lists.FEMALE_OLD, lists.FEMALE_MIDDLE, lists.FEMALE_YOUNG];
    if (birthYear < 1953) return this.random.pick(old);
    return this.random.pick(birthYear < 2004 ? middle : young);
  }

  nationality(): { readonly code: string; readonly culture: NameCulture; readonly family: ForeignWord } {
    const [code, , culture] = NATIONALITY.draw(this.random);
    return { code, culture, family: this.random.pick(culture.family) };
  }

  foreign(culture: NameCulture, family: ForeignWord): PersonName {
    const given = this.random.pick(culture.given);
    // Middle names make some names longer than any fixed-length column: more than 40 letters.
    const long = culture.western && this.random.chance(0.04);
    const middles = culture.western
      ? Array.from({ length: long ? 5 : this.random.between(0, 1) }, () => this.random.pick(culture.given))
      : [];
    const parts = [family, given, ...middles];
    const half = parts.map((part) => part.roman.replaceAll('_', ' ')).join(' ');
    const roman = this.random.chance(0.5) ? fullWidthLatin(half) : half;
    const kanji = family.kanji && given.kanji ? family.kanji + BLANK + given.kanji : null;
    const alias = this.random.chance(0.18)
      ? `${this.plainSurname().kanji}${BLANK}${given.kanji ?? given.kana}`
      : null;
    return {
      kanji: kanji ?? roman,
      kana: parts.map((part) => part.kana).join(BLANK),
      alias,
      roman,
      former: null,
      preferred: alias && this.random.chance(0.7) ? '2' : kanji ? '1' : '3',
      oddity: half.length > 40 ? 'LONG' : null,
    };
  }
}
