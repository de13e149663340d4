import { randomUUID } from 'node:crypto';
import { answered } from '../answered.js';
import { asAgain } from '../as-again.js';
import type { TestGateway } from '../gateway.js';
import { caseAbout } from '../page/case-about.js';
import { KOKUBUNJI, until, VACCINATIONS } from './world.js';

export const INQUIRE = `mutation Inquire($input: RequestInformationInput!) {
  requestInformation(input: $input) { request { id } userErrors { code } } }`;
export const STATE_OF_INQUIRY = 'query StateOfInquiry($id: ID!) { informationRequest(id: $id) { state } }';

interface Asked {
  readonly requestInformation: { readonly request: { readonly id: string } | null };
}
interface Found {
  readonly informationRequest: { readonly state: string } | null;
}

/** The city has asked another one about this person, and the answer is there; the number of the case it was asked under. */
export async function answeredInquiry(gateway: TestGateway, person: string): Promise<string> {
  const number = await caseAbout(gateway, person);
  const input = {
    ...{ idempotencyKey: randomUUID(), atenaNumber: person, row: '16の2' },
    ...{ provider: KOKUBUNJI, items: [VACCINATIONS] },
  };
  const as = <Data>(query: string, variables: Record<string, unknown>) =>
    answered(() =>
      asAgain<Data>(gateway, 'number-clerk', { query, variables, purpose: 'INQUIRY', case: number }),
    );
  const { requestInformation } = await as<Asked>(INQUIRE, { input });
  const id = requestInformation.request?.id;
  if (id === undefined) throw new Error(`Nothing was asked: ${JSON.stringify(requestInformation)}`);
  return until(async () => {
    const { informationRequest } = await as<Found>(STATE_OF_INQUIRY, { id });
    return informationRequest?.state === 'ANSWERED' ? number : null;
  });
}
