import { MANUFACTURERS, VACCINES } from '../../adapters/health-management/codes.js';
import type { Schedule } from '../immunization/schedule.js';
import type { RecordRules } from '../policy/record-rules.js';

/** A maker, and the shapes of its lots: `A` a letter, `9` a digit, `X` either. */
export interface MakerChoice {
  readonly code: string;
  readonly name: string;
  readonly lotShapes: readonly string[];
}

export interface VaccineChoice {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Whether a programme for it is in force on the day. */
  readonly inUse: boolean;
  readonly makers: readonly MakerChoice[];
  /** Usual volumes in mL, of whatever product and age. */
  readonly volumesMl: readonly number[];
}

/** What a form of a dose given on a day offers: code tables, and nothing of anybody. */
export function vaccineChoices(
  { records, schedule }: { readonly records: RecordRules; readonly schedule: Schedule },
  day: string,
): readonly VaccineChoice[] {
  return [...VACCINES.values()].map(({ code, nameJa, nameEn }) => {
    const rules = records.vaccines.get(code);
    const volumes = (rules?.volumes ?? []).flatMap(({ hundredths }) => hundredths);
    return {
      ...{ code, name: nameJa, nameEn, inUse: schedule.at(code, day) !== null },
      makers: (rules?.makers ?? []).map((maker) => ({
        code: maker,
        name: MANUFACTURERS.get(maker) ?? maker,
        lotShapes: records.makers.get(maker)?.lots ?? [],
      })),
      volumesMl: [...new Set(volumes)].sort((a, b) => a - b).map((volume) => volume / 100),
    };
  });
}
