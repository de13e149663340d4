import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { SUBJECT, UNSHOWN, type HasSubject, type Subject } from '../../src/guard/subject.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { ActContext, RequestContext } from '../../src/request/request-context.js';
import type { ApplicationView } from '../../src/vaccination-record/vrs-access.js';
import type { VrsResult } from '../../src/vaccination-record/vrs-faults.js';
import { Classified } from '../classified.js';
import { aboutTheirPersons } from '../linkage/people.js';
import { readKey } from '../linkage/read-input.js';
import { Resident } from '../resident/resident.type.js';
import { CertificateApplication } from './application.type.js';
import {
  applicationNode,
  doseNodes,
  unknownApplication,
  unknownPerson,
  type ApplicationNode,
} from './record-nodes.js';
import { CertificateApplicationPayload } from './record-payload.type.js';
import { ApplicationStateTerm } from './record.enums.js';
import {
  ApplyForCertificateInput,
  DecideApplicationInput,
  MarkApplicationIssuedInput,
} from './record.input.js';
import { CouponDose } from './record.type.js';

const MOST = 500;
const LIST = 'Query.certificateApplications';
const ABOUT = {
  person: 'application:input.number',
  most: 1,
  ifUnknown: () => ({ application: null, userErrors: unknownApplication() }),
} as const;

@Resolver(() => CertificateApplication)
export class CertificateApplicationResolver {
  @Classified('RECORD_SYSTEM')
  @Query(() => [CertificateApplication], {
    nullable: true,
    description: '接種証明書の申請、受付順 (R024) / Applications for certificates, in the order of receipt',
  })
  async certificateApplications(
    @Arg('states', () => [ApplicationStateTerm], {
      nullable: true,
      description: '状態で絞る。省略すると未決定のもの / In these states; those not decided on when left out',
    })
    states: (keyof typeof ApplicationStateTerm)[] | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–500 / Rows' }) first: number,
    @Arg('after', () => Int, { defaultValue: 0, description: 'この番号の後 / Behind this number' })
    after: number,
    @Ctx() { vrs, loaders, guard }: RequestContext,
  ): Promise<readonly ApplicationNode[]> {
    if (first < 1 || first > MOST || after < 0) throw outOfRange();
    const asked = states === undefined || states.length === 0 ? (['RECEIVED'] as const) : states;
    const shown: ApplicationNode[] = [];
    const unshown: Subject[] = [];
    // Whoever is closed is left out, and the page filled from behind: a short one would tell that somebody is there.
    for (let place: number | null = after; place !== null && shown.length < first;) {
      const found: readonly ApplicationView[] = await vrs.applications(asked, { first, after: place });
      for (const node of await aboutTheirPersons(loaders, found, applicationNode)) {
        if (guard.opensAll([LIST], node[SUBJECT].labels)) shown.push(node);
        else unshown.push(node[SUBJECT]);
      }
      place = found.length < first ? null : (found.at(-1)?.number ?? null);
    }
    return Object.assign(shown.slice(0, first), { [UNSHOWN]: unshown });
  }

  @Classified('BASIC')
  @FieldResolver(() => Resident, { nullable: true, description: '申請者 / The applicant' })
  applicant(
    @Root() { atenaNumber }: ApplicationNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ResidentNode | null> {
    return atenaNumber === null ? Promise.resolve(null) : loaders.residents.load(atenaNumber);
  }

  @Classified('RECORD_SYSTEM', 'LOOK_UP')
  @FieldResolver(() => [CouponDose], {
    nullable: true,
    description:
      '証明書に記載する接種記録 (R023)。承認した申請に限る。/ Doses for the certificate, of an accepted application alone',
  })
  async records(
    @Root() application: ApplicationNode,
    @Ctx() { vrs }: RequestContext,
  ): Promise<readonly HasSubject[] | null> {
    const found = await vrs.recordsForCertificate(application);
    return found && doseNodes(application[SUBJECT], found);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', {
    person: 'input.atenaNumber',
    most: 1,
    ifUnknown: () => ({ application: null, userErrors: unknownPerson() }),
  })
  @Mutation(() => CertificateApplicationPayload, {
    nullable: true,
    description: '窓口での証明書の申請を受け付ける (R024) / Takes an application at the counter',
  })
  async applyForCertificate(
    @Arg('input', () => ApplyForCertificateInput, { description: '入力 / What is asked for' })
    input: ApplyForCertificateInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, kind, identityCheck } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    return payload(await vrs.apply({ idempotencyKey, validateOnly, person, kind, identityCheck }), people);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => CertificateApplicationPayload, {
    nullable: true,
    description:
      '申請の承認・拒否・取下げ (R024)。本人確認のない申請は承認できない。/ Accepts, refuses or withdraws; without an identity check nothing is accepted',
  })
  async decideApplication(
    @Arg('input', () => DecideApplicationInput, { description: '入力 / What is asked for' })
    input: DecideApplicationInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, decision } = input;
    const [idempotencyKey, number] = [readKey(input.idempotencyKey), Number(input.number)];
    return payload(await vrs.decide({ idempotencyKey, validateOnly, person, number, decision }), people);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => CertificateApplicationPayload, {
    nullable: true,
    description: '証明書を交付したことを記録する (R024) / Records that the certificate was handed over',
  })
  async markApplicationIssued(
    @Arg('input', () => MarkApplicationIssuedInput, { description: '入力 / What is asked for' })
    input: MarkApplicationIssuedInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly } = input;
    const [idempotencyKey, number] = [readKey(input.idempotencyKey), Number(input.number)];
    return payload(await vrs.issued({ idempotencyKey, validateOnly, person, number }), people);
  }
}

function payload({ changed, faults }: VrsResult<ApplicationView>, [person]: ActContext['people']): object {
  return { application: changed && applicationNode(person, changed), userErrors: faults };
}

function outOfRange(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'applications',
    en: `first is 1 to ${MOST}, after is 0 or a number of an application.`,
    ja: `first は1–${MOST}、after は0又は申請の番号を指定してください。`,
  });
}
