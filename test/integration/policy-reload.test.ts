import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { closesContact, PolicyCopy, recordsOf } from '../support/policy-copy.js';

let copy: PolicyCopy;
let gateway: TestGateway;
beforeAll(async () => {
  copy = new PolicyCopy();
  gateway = await startTestGateway({}, { root: copy.root });
});
afterAll(async () => {
  await gateway?.stop();
  copy.remove();
});

interface Page {
  readonly residents: { readonly nodes: readonly { readonly address: string | null }[] };
}

async function ask() {
  const query = '{ residents(where: {}, first: 20) { nodes { address } } }';
  const { withheld, data } = await gateway.as<Page>('clerk', { query, purpose: 'RECOMMEND' });
  return {
    withheld: withheld.map(({ reason }) => reason),
    addresses: data.residents.nodes.filter(({ address }) => address !== null),
  };
}

async function ready() {
  const response = await fetch(`http://127.0.0.1:${gateway.port}/readyz`);
  const { policy } = (await response.json()) as { policy: { version: string; folder: string } };
  return { status: response.status, ...policy };
}

async function metric(name: string): Promise<string | undefined> {
  const text = await (await fetch(`http://127.0.0.1:${gateway.port}/metrics`)).text();
  return text.split('\n').find((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
}

const changes = async () => (await recordsOf(gateway)).filter((record) => record.kind === 'POLICY');

test('the start seals the policy it begins with', async () => {
  const [genesis, start, policy] = await recordsOf(gateway);
  expect([genesis?.kind, start?.kind]).toEqual(['GENESIS', 'START']);
  expect(policy).toMatchObject({ kind: 'POLICY', version: copy.version, before: null });
});

test('a changed folder is seen, sealed and in force without a restart, and so is its way back', async () => {
  const before = copy.version;
  expect((await ask()).addresses).not.toEqual([]);
  copy.write('trial.cedar', closesContact('clerk'));
  const after = copy.version;
  // Nobody calls for it here: the watch sees the change by itself.
  while ((await ready()).version !== after) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await ask()).toEqual({ withheld: expect.arrayContaining(['PURPOSE']), addresses: [] });
  copy.drop('trial.cedar');
  await gateway.reload();
  expect((await ask()).addresses).not.toEqual([]);
  expect((await changes()).slice(1)).toEqual([
    expect.objectContaining({ version: after, before }),
    expect.objectContaining({ version: before, before: after }),
  ]);
});

describe('a faulty folder', () => {
  const good = { version: '', text: '' };
  beforeAll(async () => {
    Object.assign(good, { version: copy.version, text: copy.read('recommend.cedar') });
    copy.write('recommend.cedar', good.text.replace('FieldClass::"CONTACT"', 'FieldClass::"CONTAKT"'));
    copy.write('zones.cedar', copy.read('zones.cedar').replace('@reason("ZONE")', ''));
    await gateway.reload();
  });

  test('changes nothing', async () => {
    expect((await ask()).addresses).not.toEqual([]);
    expect(await ready()).toMatchObject({ status: 200, version: good.version, folder: 'FAULTY' });
  });

  test('is told in the log, file and rule, and by a metric', async () => {
    const logged = gateway.logLines.join('');
    expect(logged).toContain('zone.unknown: a forbid needs @reason');
    expect(await metric('sekisho_policy_faulty')).toBe('sekisho_policy_faulty 1');
  });

  test('seals nothing', async () => {
    const versions = (await changes()).map((record) => record.kind === 'POLICY' && record.version);
    expect(versions.at(-1)).toBe(good.version);
  });

  test('is forgotten once it is mended', async () => {
    copy.write('zones.cedar', copy.read('zones.cedar').replace('@says_ja', '@reason("ZONE")\n@says_ja'));
    copy.write('recommend.cedar', good.text);
    await gateway.reload();
    expect(await metric('sekisho_policy_faulty')).toBe('sekisho_policy_faulty 0');
    expect((await ready()).folder).toBe('IN_FORCE');
  });
});

test('a file that an editor has emptied and not written yet opens nothing', async () => {
  const text = copy.read('support-measures.cedar');
  const { version } = await ready();
  copy.write('support-measures.cedar', '');
  await gateway.reload();
  expect(await ready()).toMatchObject({ version, folder: 'FAULTY' });
  copy.write('support-measures.cedar', text);
  await gateway.reload();
  expect(await ready()).toMatchObject({ version, folder: 'IN_FORCE' });
});
