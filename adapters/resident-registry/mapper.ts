import type { AdapterOptions } from '../adapter.js';
import { householdKey } from '../../src/text/home-key.js';
import type { PartialDate } from '../../src/calendar/partial-date.js';
import type { Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { parseCompactDate, UNKNOWN_DATE } from '../legacy/legacy-date.js';
import { BIRTH_UNKNOWN, HEAD_OF_HOUSEHOLD, relationshipOf, SEXES, STATUSES } from './codes.js';
import { RESIDENT } from './entities.js';
import type {
  HouseholdMember,
  RegistryItem,
  RegistryName,
  RegistryResident,
  PolicyAttributes,
} from './model.js';

const HOUSEHOLD_DIGITS = 15;
type Property = keyof typeof RESIDENT.columns;

/** The columns behind each item: these are selected when it is asked for, and no others. */
export const ITEM_COLUMNS: Readonly<Record<RegistryItem, readonly Property[]>> = {
  name: ['kanji', 'kana', 'alias', 'roman', 'former'],
  birthDate: ['birth', 'birthUnknown', 'birthDisplay'],
  sex: ['sex'],
  residentSince: ['residentFrom'],
  // A blank end means "still resident" for a resident and "unknown" for anybody else.
  residentUntil: ['residentTo', 'status'],
  address: ['address', 'addressExtra'],
  household: ['householdNumber'],
};

/** What of a resident misses a column that cannot be read. */
const RESIDENT_FIELDS = {
  ...{ atenaNumber: [], municipality: [], searchKana: [], preferredName: [], townCode: [], nationality: [] },
  ...{ kanji: ['name.kanji'], kana: ['name.kana'], alias: ['name.alias'] },
  ...{ roman: ['name.roman'], former: ['name.former'] },
  ...{ birth: ['birthDate'], birthUnknown: ['birthDate'], birthDisplay: ['birthDate'], sex: ['sex'] },
  ...{ residentFrom: ['residentSince'], residentTo: ['residentUntil'], status: ['residentUntil'] },
  ...{ address: ['address'], addressExtra: ['address'] },
  ...{ householdNumber: ['householdNumber'], relationship: [] },
} as const satisfies Readonly<Record<Property, readonly string[]>>;
const ADDRESS = ['address', 'addressExtra'] as const;
const MEMBER_FIELDS = { relationship: ['relationship'] } as const;

/** Rows of JUKI_KIHON to the model. */
export class ResidentMapper {
  private readonly decoder: Decoder<Property>;

  constructor(private readonly options: AdapterOptions) {
    this.decoder = new Decoder('RESIDENT_REGISTRY', RESIDENT, options.onQuarantine);
  }

  atenaNumber(row: Row): string {
    return this.decoder.text(row, 'atenaNumber') ?? '';
  }

  /** R003: a row of another body is set aside, whatever it holds. */
  isOwn(row: Row): boolean {
    if (this.decoder.text(row, 'municipality') === this.options.municipality) return true;
    this.decoder.reportRow('municipality', 'OTHER_MUNICIPALITY');
    return false;
  }

  /** Keeps a row of another body, so that the guard can label it; it is reported all the same. */
  attributes(row: Row, sharesHome: boolean): PolicyAttributes {
    this.isOwn(row);
    const householdNumber = this.decoder.text(row, 'householdNumber');
    return {
      atenaNumber: this.atenaNumber(row),
      // By its value, for it is compared with that of whoever asks.
      householdNumber:
        householdNumber === null ? '' : householdKey(householdNumber).padStart(HOUSEHOLD_DIGITS, '0'),
      municipality: this.decoder.text(row, 'municipality') ?? '',
      status: this.decoder.code(row, 'status', STATUSES),
      sharesHome:
        sharesHome || (householdNumber ?? this.decoder.quarantine('householdNumber', 'MALFORMED')) === null,
    };
  }

  resident(row: Row, items: ReadonlySet<RegistryItem>): RegistryResident {
    const { decoder } = this;
    decoder.begin();
    return {
      atenaNumber: this.atenaNumber(row),
      name: items.has('name') ? this.name(row) : undefined,
      birthDate: items.has('birthDate') ? this.birthDate(row) : undefined,
      sex: items.has('sex') ? decoder.code(row, 'sex', SEXES) : undefined,
      residentSince: items.has('residentSince')
        ? decoder.day(row, 'residentFrom', parseCompactDate)
        : undefined,
      residentUntil: items.has('residentUntil') ? this.residentUntil(row) : undefined,
      address: items.has('address') ? this.address(row) : undefined,
      householdNumber: items.has('household') ? (decoder.text(row, 'householdNumber') ?? '') : undefined,
      // Last: what is set aside while the row is read is known when all of it has been.
      setAside: decoder.takeSetAside(RESIDENT_FIELDS),
    };
  }

  member(row: Row): HouseholdMember {
    this.decoder.begin();
    const code = this.decoder.text(row, 'relationship') ?? '';
    const relationship = relationshipOf(code) ?? this.decoder.quarantine('relationship', 'UNKNOWN_CODE');
    const setAside = this.decoder.takeSetAside(MEMBER_FIELDS);
    return { atenaNumber: this.atenaNumber(row), relationship, head: code === HEAD_OF_HOUSEHOLD, setAside };
  }

  householdNumber(row: Row): string {
    return this.decoder.text(row, 'householdNumber') ?? '';
  }

  private name(row: Row): RegistryName {
    return {
      kanji: this.decoder.written(row, 'kanji'),
      kana: this.decoder.written(row, 'kana'),
      alias: this.decoder.written(row, 'alias'),
      roman: this.decoder.written(row, 'roman'),
      former: this.decoder.written(row, 'former'),
    };
  }

  private birthDate(row: Row): PartialDate {
    const date = this.decoder.day(row, 'birth', parseCompactDate) ?? UNKNOWN_DATE;
    const uncertain = this.decoder.code(row, 'birthUnknown', BIRTH_UNKNOWN);
    return uncertain === true ? { ...date, display: this.decoder.written(row, 'birthDisplay') } : date;
  }

  private residentUntil(row: Row): PartialDate | null {
    const parsed = this.decoder.date(row, 'residentTo', parseCompactDate);
    if (parsed?.kind === 'DATE') return parsed.date;
    if (parsed?.kind !== 'NONE') return null;
    return this.decoder.code(row, 'status', STATUSES) === 'RESIDENT' ? null : UNKNOWN_DATE;
  }

  /** All of it or nothing: half an address would be taken for the whole. */
  private address(row: Row): string | null {
    const parts = [this.decoder.written(row, 'address'), this.decoder.written(row, 'addressExtra')];
    if (this.decoder.isAside(ADDRESS)) return null;
    return parts.filter((part) => part !== null).join('\u3000');
  }
}
