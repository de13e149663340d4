import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentId } from '../../src/documents/document-id.js';
import { send } from '../support/client.js';
import { startTestGateway } from '../support/gateway.js';
import { documentsCommand, openSigningDesk } from '../support/signing-desk.js';

const SCREEN =
  'query Screen($n: Int!) {\n  residents(where: {}, first: $n) { nodes { atenaNumber name { kanji } } }\n}\n';

/**
 * From a folder of screens to a gateway that carries out these and nothing else: the three commands and the two
 * settings.
 */
test('what sekisho documents signs is what a gateway carries out', async () => {
  const desk = await openSigningDesk();
  const [screens, list] = [join(desk.folder, 'screens'), join(desk.folder, 'list.jws')];
  mkdirSync(screens);
  writeFileSync(join(screens, 'screen.graphql'), SCREEN);
  expect((await documentsCommand('sign', screens, '--key', desk.keys.privateFile, '--out', list)).code).toBe(
    0,
  );
  const [first = ''] = (await documentsCommand('list', list, '--key', desk.keys.publicFile)).lines;
  const [id] = first.split(' ');
  expect(id).toBe(documentId(SCREEN));

  const gateway = await startTestGateway({
    SEKISHO_TRUSTED_DOCUMENTS: list,
    SEKISHO_TRUSTED_KEY: desk.keys.publicFile,
  });
  const how = { token: await gateway.token('clerk'), purpose: 'HISTORY', case: '2023-0001' };
  const ask = async (body: object) => send(gateway.port, how, JSON.stringify(body));
  const byId = await ask({ documentId: id, operationName: 'Screen', variables: { n: 2 } });
  expect(JSON.parse(byId.text)).toMatchObject({
    data: { residents: { nodes: [{ name: {} }, { name: {} }] } },
  });
  expect(JSON.parse((await ask({ query: SCREEN, variables: { n: 1 } })).text)).toMatchObject({
    data: { residents: { nodes: [{}] } },
  });
  expect((await ask({ query: SCREEN.trim(), variables: { n: 1 } })).status).toBe(403);
  expect(gateway.logLines.join('')).not.toContain('query Screen');
  await gateway.stop();
  desk.remove();
});
