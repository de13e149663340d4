import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { specifiedDirectives, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { CLASSIFIED_DIRECTIVE, KEY_DIRECTIVE } from './classified.js';
import {
  AccessHistoryResolver,
  AccessRecordEdgeResolver,
  AccountRecordEdgeResolver,
} from './access/access.resolver.js';
import { ResidentCertificatesResolver } from './certificate/certificate.resolver.js';
import { FederationResolver } from './federation/federation.resolver.js';
import { HouseholdMemberResolver, ResidentHouseholdResolver } from './household/household.resolver.js';
import { ResidentImmunizationsResolver } from './immunization/immunization.resolver.js';
import { DecisionResolver } from './linkage/decision.resolver.js';
import { InquiryResolver } from './linkage/inquiry.resolver.js';
import {
  ExchangeExtractResolver,
  LinkageResolver,
  ResidentLinkageResolver,
} from './linkage/linkage.resolver.js';
import { ProtectionResolver } from './linkage/protection.resolver.js';
import { ProvisionRequestResolver } from './linkage/provision.resolver.js';
import { InformationRequestResolver } from './linkage/request.resolver.js';
import { RecallResolver } from './recall/recall.resolver.js';
import { ResidentResolver } from './resident/resident.resolver.js';
import { ResidentsResolver } from './resident/residents.resolver.js';
import { SessionResolver } from './staff/session.resolver.js';
import { AccountResolver } from './staff/account.resolver.js';
import { ContractResolver } from './staff/contract.resolver.js';
import { DirectoryResolver } from './staff/directory.resolver.js';
import { GrantResolver } from './staff/grant.resolver.js';
import { OfficeResolver } from './staff/office.resolver.js';
import { ViewerResolver } from './staff/viewer.resolver.js';
import { CoverageResolver } from './statistics/coverage.resolver.js';

/**
 * The executable schema, unguarded: only the gateway may wrap and serve it. No auth checker and no middleware
 * of the library is used, for those can be switched off per field; the guard wraps what comes out of here as a
 * whole.
 */
export function buildGraph(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      ViewerResolver,
      DirectoryResolver,
      AccountResolver,
      GrantResolver,
      OfficeResolver,
      ContractResolver,
      SessionResolver,
      ResidentResolver,
      ResidentsResolver,
      ResidentHouseholdResolver,
      HouseholdMemberResolver,
      ResidentImmunizationsResolver,
      ResidentCertificatesResolver,
      CoverageResolver,
      RecallResolver,
      AccessHistoryResolver,
      AccessRecordEdgeResolver,
      AccountRecordEdgeResolver,
      ResidentLinkageResolver,
      LinkageResolver,
      InformationRequestResolver,
      ProvisionRequestResolver,
      InquiryResolver,
      DecisionResolver,
      ProtectionResolver,
      ExchangeExtractResolver,
      FederationResolver,
    ],
    directives: [...specifiedDirectives, CLASSIFIED_DIRECTIVE, KEY_DIRECTIVE],
    validate: false,
  });
}

/** The schema as it is committed in `schema.graphql`: with the classification of every field in it. */
export function printGraph(schema: GraphQLSchema): string {
  return `${printSchemaWithDirectives(schema)}\n`;
}
