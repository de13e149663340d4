import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ActContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { answerNode, unknownPerson } from './record-nodes.js';
import { AskVaccinationRecordPayload } from './record-payload.type.js';
import { AskVaccinationRecordInput } from './record.input.js';

@Resolver()
export class RecordInquiryResolver {
  @Classified('RECORD_SYSTEM', 'INQUIRE', {
    person: 'input.atenaNumber',
    most: 1,
    ifUnknown: () => ({ answer: null, userErrors: unknownPerson() }),
  })
  @Mutation(() => AskVaccinationRecordPayload, {
    nullable: true,
    description:
      '転入前の市区町村に接種記録を照会する (R022, R148; 番号法19条16号)。1回の要求につき1人。個人番号は返らない。/ Asks the former municipality for records under art. 19(16), one person a request; no number comes back',
  })
  async askVaccinationRecord(
    @Arg('input', () => AskVaccinationRecordInput, { description: '入力 / What is asked for' })
    input: AskVaccinationRecordInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, need, municipality = null, consentHardToObtain: hardToObtain } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const { changed, faults } = await vrs.ask({
      ...{ idempotencyKey, validateOnly, person, need, municipality, hardToObtain },
    });
    return { answer: changed && answerNode(person, changed), userErrors: faults };
  }
}
