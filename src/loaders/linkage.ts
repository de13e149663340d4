import type { CopyStatusView, ExchangeRecordView, RequestView, RestrictionView } from '../linkage/views.js';
import { batchedByPerson, type PersonLoader } from './batch.js';
import type { LoaderScope } from './scope.js';

/** The exchange as far as it is about a person: all persons of a page are read together. */
export interface LinkageLoaders {
  readonly requests: PersonLoader<readonly RequestView[]>;
  readonly records: PersonLoader<readonly ExchangeRecordView[]>;
  readonly restrictions: PersonLoader<readonly RestrictionView[]>;
  readonly copies: PersonLoader<readonly CopyStatusView[]>;
}

/** The linkage knows no loaders: it answers for lists, and here the lists are gathered. */
export function createLinkageLoaders({
  linkage,
  guard,
}: Pick<LoaderScope, 'guard' | 'linkage'>): LinkageLoaders {
  return {
    requests: batchedByPerson(guard, (persons) => linkage.requestsOf(persons)),
    records: batchedByPerson(guard, (persons) => linkage.recordsOf(persons)),
    restrictions: batchedByPerson(guard, (persons) => linkage.restrictionsOf(persons)),
    copies: batchedByPerson(guard, (persons) => linkage.copiesOf(persons)),
  };
}
