import type {
  CopyStatusView,
  ExchangeRecordView,
  RequestState,
  RequestView,
  RestrictionView,
  StateChangeView,
} from '../linkage/views.js';
import type DataLoader from 'dataloader';
import type { ProvisionState } from '../../adapters/intermediate-server/protocol/terms.js';
import type { ProvisionFacts, RequestFacts } from '../linkage/linkage-access.js';
import { batched, batchedByPerson, type PersonLoader } from './batch.js';
import type { LoaderScope } from './scope.js';

/** The exchange as far as it is about a person: all persons of a page are read together. */
export interface LinkageLoaders {
  readonly requests: PersonLoader<readonly RequestView[]>;
  readonly records: PersonLoader<readonly ExchangeRecordView[]>;
  readonly restrictions: PersonLoader<readonly RestrictionView[]>;
  readonly copies: PersonLoader<readonly CopyStatusView[]>;
  readonly requestHistory: DataLoader<RequestFacts, readonly StateChangeView<RequestState>[]>;
  readonly provisionHistory: DataLoader<ProvisionFacts, readonly StateChangeView<ProvisionState>[]>;
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
    requestHistory: batched(guard, (requests) => linkage.requestHistories(requests)),
    provisionHistory: batched(guard, (provisions) => linkage.provisionHistories(provisions)),
  };
}
