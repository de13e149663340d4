import type { DoseRecord } from '../../adapters/vaccination-record-system/protocol/doses.js';
import type { InquiryRecord } from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import type { Target } from '../../adapters/vaccination-record-system/protocol/targets.js';
import { batchedByPerson, type PersonLoader } from './batch.js';
import type { LoaderScope } from './scope.js';

/** What the vaccination record system has of a person: all persons of a page are read together. */
export interface VrsLoaders {
  readonly target: PersonLoader<Target | null>;
  readonly doses: PersonLoader<readonly DoseRecord[]>;
  readonly inquiries: PersonLoader<readonly InquiryRecord[]>;
}

export function createVrsLoaders({ vrs, guard }: Pick<LoaderScope, 'guard' | 'vrs'>): VrsLoaders {
  return {
    target: batchedByPerson(guard, (persons) => vrs.targetsOf(persons)),
    doses: batchedByPerson(guard, (persons) => vrs.dosesOf(persons)),
    inquiries: batchedByPerson(guard, (persons) => vrs.inquiriesOf(persons)),
  };
}
