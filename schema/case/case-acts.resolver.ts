import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NamedBy } from '../../src/acts/named-by.js';
import type { CaseResult, CaseView, OpenInput } from '../../src/cases/case-access.js';
import { MOST_PERSONS } from '../../src/cases/case-terms.js';
import { caseFault } from '../../src/cases/case-texts.js';
import { fieldWords } from '../../src/errors/field-words.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { readCaseName } from '../../src/identity/purpose.js';
import type { ActContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { CasePayload } from './case-payload.type.js';
import {
  AddCaseConsentInput,
  AddCaseDocumentsInput,
  AddCasePersonsInput,
  CloseCaseInput,
  ConsentInput,
  OpenCaseInput,
  WithdrawConsentInput,
} from './case.input.js';

const MOST_LETTERS = 100;

/** Nullable all: of several acts in one document each stands for itself. */
@Resolver()
export class CaseActsResolver {
  @Classified('CASE', 'KEEP_CASE', {
    person: 'input.atenaNumbers',
    most: MOST_PERSONS,
    ifUnknown: (_people, field) => unknownPerson(field),
  })
  @Mutation(() => CasePayload, { nullable: true, description: '案件を開く (R069, R230) / Opens a case' })
  async openCase(
    @Arg('input', () => OpenCaseInput, { description: '入力 / What is asked for' }) input: OpenCaseInput,
    @Ctx() { cases, loaders, people }: ActContext,
  ): Promise<object> {
    const documentNumber = input.documentNumber == null ? null : readCaseName(input.documentNumber);
    if (input.documentNumber != null && documentNumber === null)
      return { case: null, userErrors: [caseFault('DOCUMENT_NUMBER', 'documentNumber')] };
    const consent = input.consent == null ? null : readConsent(input.consent);
    const result = await cases.open({
      idempotencyKey: readKey(input.idempotencyKey),
      validateOnly: input.validateOnly,
      persons: people.map(({ atenaNumber }) => atenaNumber),
      namedBy: NamedBy.people(people),
      documentNumber,
      purposes: input.purposes,
      window: input.window,
      askedOn: input.askedOn ?? null,
      requester: input.requester,
      ground: input.ground ?? null,
      officeKind: input.officeKind ?? null,
      requesterName: input.requesterName == null ? null : readName(input.requesterName, 'requesterName'),
      documents: input.documents,
      agesOf: loaders.agesOf,
      consent,
    });
    return payload(result);
  }

  @Classified('CASE', 'KEEP_CASE', {
    // Those who come, and those who are there, who may be of the caller's household.
    person: ['input.atenaNumbers', 'case:input.number'],
    most: MOST_PERSONS,
    ifUnknown: (_people, field) => (field === 'number' ? unknownCase() : unknownPerson(field)),
  })
  @Mutation(() => CasePayload, {
    nullable: true,
    description:
      '案件に対象者を加える、例 同じ求めのきょうだい。既にある同意と本人確認には含まれない。/ Adds persons to a case, such as a sibling of the same request; a consent that is on it does not cover them, nor does an identity check',
  })
  async addCasePersons(
    @Arg('input', () => AddCasePersonsInput, { description: '入力 / What is asked for' })
    input: AddCasePersonsInput,
    @Ctx() { cases, people }: ActContext,
  ): Promise<object> {
    const number = nameOf(input.number);
    const persons = people.map(({ atenaNumber }) => atenaNumber);
    const { validateOnly } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    return payload(
      await cases.addPersons({
        idempotencyKey,
        validateOnly,
        number,
        persons,
        namedBy: NamedBy.people(people),
      }),
    );
  }

  @Classified('CASE', 'KEEP_CASE', { person: 'case:input.number', ifUnknown: unknownCase })
  @Mutation(() => CasePayload, {
    nullable: true,
    description:
      '後から確認した書類の種類を案件に加える。後から加えた方については、同じ種類でも再び確認して加える。/ Adds kinds of documents seen later to a case; for persons who were added, also kinds that were seen before',
  })
  async addCaseDocuments(
    @Arg('input', () => AddCaseDocumentsInput, { description: '入力 / What is asked for' })
    input: AddCaseDocumentsInput,
    @Ctx() { cases, loaders }: ActContext,
  ): Promise<object> {
    const { validateOnly, documents } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const number = nameOf(input.number);
    return payload(
      await cases.addDocuments({ idempotencyKey, validateOnly, number, documents, agesOf: loaders.agesOf }),
    );
  }

  @Classified('CASE', 'KEEP_CASE', { person: 'case:input.number', ifUnknown: unknownCase })
  @Mutation(() => CasePayload, {
    nullable: true,
    description:
      '後から得た同意を案件に加える (R226)。以後この案件で行えるのは、その範囲だけになり、後から加えた方は含まれない。/ Adds a consent that came later to a case that has none; from then on the case allows what it covers, for those who are on it now',
  })
  async addCaseConsent(
    @Arg('input', () => AddCaseConsentInput, { description: '入力 / What is asked for' })
    input: AddCaseConsentInput,
    @Ctx() { cases }: ActContext,
  ): Promise<object> {
    const { validateOnly } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const number = nameOf(input.number);
    const consent = readConsent(input.consent);
    return payload(await cases.addConsent({ idempotencyKey, validateOnly, number, consent }));
  }

  @Classified('CASE', 'KEEP_CASE', { person: 'case:input.number', ifUnknown: unknownCase })
  @Mutation(() => CasePayload, { nullable: true, description: '案件を閉じる / Closes a case' })
  async closeCase(
    @Arg('input', () => CloseCaseInput, { description: '入力 / What is asked for' }) input: CloseCaseInput,
    @Ctx() { cases }: ActContext,
  ): Promise<object> {
    const { validateOnly, outcome } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    return payload(
      await cases.close({ idempotencyKey, validateOnly, number: nameOf(input.number), outcome }),
    );
  }

  @Classified('CASE', 'KEEP_CASE', { person: 'case:input.number', ifUnknown: unknownCase })
  @Mutation(() => CasePayload, {
    nullable: true,
    description:
      '同意の撤回を記録する。以後この案件は何も開かない。/ Records that a consent was withdrawn; the case opens nobody from then on',
  })
  async withdrawConsent(
    @Arg('input', () => WithdrawConsentInput, { description: '入力 / What is asked for' })
    input: WithdrawConsentInput,
    @Ctx() { cases }: ActContext,
  ): Promise<object> {
    const { validateOnly } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const withdrawal = { idempotencyKey, validateOnly, number: nameOf(input.number), on: input.on ?? null };
    return payload(await cases.withdraw(withdrawal));
  }
}

function unknownPerson(field: string): object {
  return { case: null, userErrors: [caseFault('UNKNOWN_PERSON', field)] };
}

function unknownCase(): object {
  return { case: null, userErrors: [caseFault('UNKNOWN_CASE', 'number')] };
}

/** As the case is found by it; empty for what names none. */
function nameOf(text: string): string {
  return readCaseName(text) ?? '';
}

function payload({ changed, faults }: CaseResult<CaseView>): object {
  return { case: changed, userErrors: faults };
}

function readConsent({ form, scopes, on }: ConsentInput): OpenInput['consent'] & object {
  return { form: readName(form, 'form'), scopes, on };
}

function readName(text: string, field: string): string {
  const name = text.trim();
  if (name.length <= MOST_LETTERS && !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(name)) return name;
  const [ja, en] = fieldWords(field);
  throw new GatewayError('BAD_USER_INPUT', {
    ...{ detail: field, place: field },
    en: `“${en}” has at most ${MOST_LETTERS} letters, and no control characters.`,
    ja: `「${ja}」は${MOST_LETTERS}文字以内で、制御文字は使えません。`,
  });
}
