import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { SUBJECT } from '../../src/guard/subject.js';
import type { CertificateNode } from '../../src/loaders/health.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { Resident } from '../resident/resident.type.js';
import { Certificate } from './certificate.type.js';

@Resolver(() => Resident)
export class ResidentCertificatesResolver {
  @Classified('HEALTH')
  @FieldResolver(() => [Certificate], {
    nullable: true,
    description: '交付した接種証明書 / Certificates issued',
  })
  certificates(
    @Root() resident: ResidentNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly CertificateNode[]> {
    return loaders.health.certificates.load(resident[SUBJECT]);
  }
}
