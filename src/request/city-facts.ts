import { VACCINES } from '../../adapters/health-management/codes.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import { isObjectType, type GraphQLSchema } from 'graphql';
import { CITY_NAME, MUNICIPALITY } from '../about.js';
import { FIELD_SOURCES, type FieldSource } from '../loaders/field-sources.js';
import type { VaccineCategory } from '../immunization/version.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { District } from '../policy/statistics-rules.js';

/** A vaccine of the code table, and its measure on a day. */
export interface VaccineFacts {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly category: VaccineCategory | null;
  /** Whether a measure is in force on the day; where none is, the rest is null. */
  readonly inUse: boolean;
  /** Doses of the series; late starters may have fewer. */
  readonly doses: number | null;
  /** Births that the measure is for, both days inclusive, `YYYY-MM-DD`; null: no bound. */
  readonly bornFrom: string | null;
  readonly bornTo: string | null;
  readonly sex: Sex | null;
  /** First and last day of the version, `YYYY-MM-DD`; no last day while it is in force. */
  readonly inForceFrom: string | null;
  readonly inForceUntil: string | null;
  readonly source: string | null;
  readonly verified: boolean | null;
}

/** Where people turn to. */
export interface Desk {
  readonly id: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly division: string;
  readonly telephone: string | null;
}

export interface CityView {
  readonly nameJa: string;
  readonly nameEn: string;
  /** 全国地方公共団体コード, 6 digits. */
  readonly code: string;
  readonly desks: readonly Desk[];
}

/** What forms and tables are made of: nothing of anybody. */
export class CityFacts {
  constructor(
    private readonly policy: Pick<LoadedPolicy, 'schedule' | 'statistics' | 'cases'>,
    /** `YYYY-MM-DD`. */
    private readonly today: string,
    /** The graph as the caller may know it. */
    private readonly view: () => Promise<GraphQLSchema>,
  ) {}

  /** All of the code table, in its order. @param on `YYYY-MM-DD`; today where null. */
  vaccines(on: string | null): readonly VaccineFacts[] {
    return [...VACCINES.values()].map(({ code, nameJa, nameEn }) => {
      const version = this.policy.schedule.at(code, on ?? this.today);
      const { bornFrom = null, bornTo = null, sex = null } = version?.target ?? {};
      return {
        ...{ code, nameJa, nameEn, inUse: version !== null, doses: version?.doses.length ?? null },
        category: version?.category ?? null,
        ...{ bornFrom, bornTo, sex, source: version?.source ?? null, verified: version?.verified ?? null },
        ...{ inForceFrom: version?.effectiveFrom ?? null, inForceUntil: version?.effectiveTo ?? null },
      };
    });
  }

  /** In the order of the published tables. */
  districts(): readonly (Omit<District, 'tile'> & {
    readonly row: number | null;
    readonly column: number | null;
  })[] {
    return this.policy.statistics.districts.map(({ tile, ...district }) => ({
      ...{ ...district, row: tile?.row ?? null, column: tile?.column ?? null },
    }));
  }

  /** With the windows that are open today. */
  city(): CityView {
    const open = [...this.policy.cases.windows].filter(
      ([, { from, to }]) => from <= this.today && (to === null || this.today <= to),
    );
    const desks = open.map(([id, { nameJa, nameEn, division, telephone }]) => ({
      ...{ id, nameJa, nameEn, division, telephone },
    }));
    return { nameJa: CITY_NAME.ja, nameEn: CITY_NAME.en, code: MUNICIPALITY, desks };
  }

  /** Of what the caller may know of the graph: no other coordinate is named. */
  async fieldSources(): Promise<readonly FieldSource[]> {
    const schema = await this.view();
    return FIELD_SOURCES.filter(({ coordinate }) => {
      const [type = '', field = ''] = coordinate.split('.');
      const found = schema.getType(type);
      return isObjectType(found) && Object.hasOwn(found.getFields(), field);
    });
  }
}
