import { answered } from '../answered.js';
import { asAgain } from '../as-again.js';
import type { TestGateway } from '../gateway.js';
import { LOOK } from './asked-beside.js';

/** An account looks at somebody, beside the page; resolves with the number of the record of it. */
export async function lookAt(gateway: TestGateway, account: string, id: string): Promise<string> {
  const asked = { query: LOOK, variables: { id }, purpose: 'INQUIRY', case: 'T-1' };
  let record = '';
  await answered(async () => {
    const answer = await asAgain(gateway, account, asked);
    ({ record } = answer);
    return answer;
  });
  return record;
}
