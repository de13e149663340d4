import type { DoseContent } from '../../adapters/health-management/model.js';
import type { PartialDate } from '../calendar/partial-date.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import type { Schedule } from '../immunization/schedule.js';
import type { RecordRules } from '../policy/record-rules.js';
import type { Evidence, Origin } from './terms.js';

/** A dose as somebody gives it, whole, with what only the checks need. */
export interface GivenDose {
  readonly content: DoseContent;
  readonly origin: Origin;
  readonly evidence: Evidence | null;
  /** As typed or read: the 10 digits of a coupon, or the 18 of its line. It is checked, and kept nowhere. */
  readonly coupon: string | null;
}

/** Another dose on the person's file that stands. */
export interface OtherDose {
  readonly vaccine: string;
  readonly dose: number | null;
  /** `YYYY-MM-DD`, or what is known of it. */
  readonly date: string | null;
  readonly manufacturer: string | null;
}

/** What a dose is held against. */
export interface DoseFacts {
  /** The gateway's day, `YYYY-MM-DD`. */
  readonly today: string;
  readonly birth: PartialDate | null;
  readonly sex: Sex | null;
  /** Null while the person is not known to be dead; of a death without a day, a date without one. */
  readonly death: PartialDate | null;
  readonly others: readonly OtherDose[];
  /** Codes of those given that there is an institution of. */
  readonly institutions: ReadonlySet<string>;
  /** Whose coupon it is; null where none was given, or no such coupon is on file. */
  readonly couponOf: 'OWN' | 'ANOTHER' | null;
  /** 全国地方公共団体コード of the city. */
  readonly municipality: string;
  readonly schedule: Schedule;
  readonly rules: RecordRules;
}
