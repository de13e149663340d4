import { randomUUID } from 'node:crypto';
import type { TestGateway } from '../gateway.js';

export const OPEN = `mutation ($input: OpenCaseInput!) { openCase(input: $input) { case { number } userErrors { message } } }`;

interface Opened {
  readonly openCase: {
    readonly case: { readonly number: string } | null;
    readonly userErrors: readonly object[];
  };
}

/** The number of a new case about this person, who asked at the counter. */
export async function caseAbout(gateway: TestGateway, atenaNumber: string): Promise<string> {
  const input = {
    ...{ idempotencyKey: randomUUID(), atenaNumbers: [atenaNumber], purposes: ['HISTORY', 'INQUIRY'] },
    ...{ window: 'health-counter', requester: 'PERSON', documents: ['NUMBER_CARD'] },
  };
  const { data, errors } = await gateway.as<Opened>('clerk', {
    ...{ query: OPEN, variables: { input }, purpose: 'INQUIRY' },
  });
  const number = data?.openCase.case?.number;
  if (number === undefined) throw new Error(`No case was opened: ${JSON.stringify([errors, data])}`);
  return number;
}
