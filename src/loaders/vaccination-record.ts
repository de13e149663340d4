import type { DoseRecord } from '../../adapters/vaccination-record-system/protocol/doses.js';
import type { InquiryRecord } from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import type { Target } from '../../adapters/vaccination-record-system/protocol/targets.js';
import { batchedByPerson, type PersonLoader } from './batch.js';
import type { LoaderScope } from './scope.js';

/** What the vaccination record system has of a person: all persons of a page are read together. */
export interface RecordLoaders {
  readonly target: PersonLoader<Target | null>;
  readonly doses: PersonLoader<readonly DoseRecord[]>;
  readonly inquiries: PersonLoader<readonly InquiryRecord[]>;
}

export function createRecordLoaders({
  records,
  guard,
}: Pick<LoaderScope, 'guard' | 'records'>): RecordLoaders {
  return {
    target: batchedByPerson(guard, (persons) => records.targetsOf(persons)),
    doses: batchedByPerson(guard, (persons) => records.dosesOf(persons)),
    inquiries: batchedByPerson(guard, (persons) => records.inquiriesOf(persons)),
  };
}
