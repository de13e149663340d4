import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandRecord } from '../../src/audit/reading/search.js';
import { ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';

/** The README's own requests, taken from its text and sent as they stand. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Snippet {
  readonly account: string;
  readonly purpose: string;
  readonly case: string;
  readonly body: { readonly query: string; readonly variables?: Record<string, unknown> };
}

function snippets(file: string): Snippet[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] as string);
  return blocks
    .filter((block) => block.includes('curl'))
    .map((block) => ({
      account: /sekisho token ([\w-]+)/.exec(block)?.[1] ?? '',
      purpose: /Sekisho-Purpose: (\w+)/.exec(block)?.[1] ?? '',
      case: /Sekisho-Case: ([\w-]+)/.exec(block)?.[1] ?? '',
      body: JSON.parse(/-d '(.*)'/.exec(block)?.[1] ?? '{}') as Snippet['body'],
    }));
}

interface Listed {
  readonly residents: {
    readonly nodes: readonly { atenaNumber: string; individualNumber: { disclosure: string } }[];
  };
}
interface Revealed {
  readonly resident: { readonly individualNumber: { disclosure: string; value: string } };
}

test.each(['README.md', 'README.ja.md'])('the first queries of %s answer as it says', async (file) => {
  const [first, second] = snippets(file) as [Snippet, Snippet];
  const listed = await gateway.as<Listed>(first.account, {
    ...first.body,
    purpose: first.purpose,
    case: first.case,
  });
  expect(listed.errors).toEqual([]);
  const [person] = listed.data.residents.nodes;
  expect(person?.individualNumber.disclosure).toBe('REDACTED');

  const variables = Object.fromEntries(
    Object.keys(second.body.variables ?? {}).map((name) => [name, person?.atenaNumber]),
  );
  const revealed = await gateway.as<Revealed>(second.account, {
    query: second.body.query,
    variables,
    purpose: second.purpose,
    case: second.case,
  });
  expect(revealed.data.resident.individualNumber).toEqual({
    disclosure: 'REVEALED',
    value: expect.stringMatching(/^\d{12}$/),
  });

  const lines: string[] = [];
  for await (const { coordinate } of expandRecord(
    gateway.settings.auditDirectory,
    gateway.auditKeys,
    revealed.record,
  ))
    lines.push(coordinate);
  expect(lines).toContain('IndividualNumber.value');
});
