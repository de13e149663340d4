import { createPrivateKey, createPublicKey, createHash, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isConsistent, type Tree } from '../../src/audit/verify/proofs.js';
import { readCheckpoint, readVerifierKey } from '../../src/audit/verify/signed-checkpoint.js';

const NAME = 'witness.example/w1';
const SEED = Buffer.alloc(32, 7);

/**
 * A witness as C2SP tlog-witness describes it: it signs a checkpoint only if that continues the one it signed
 * before.
 */
export class WitnessServer {
  private readonly server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const { status, body } = this.answer(request.url ?? '', Buffer.concat(parts).toString('utf8'));
      this.answered.push(status);
      response.writeHead(status).end(body);
    });
  });
  private readonly key: KeyObject = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED]),
    format: 'der',
    type: 'pkcs8',
  });
  private readonly seen = new Map<string, Tree>();
  readonly answered: number[] = [];
  /** Answers this instead of what it should. */
  broken: { status: number; body: string } | null = null;

  /** @param keys verifier keys of the logs it knows */
  constructor(private readonly keys: () => readonly string[]) {}

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/w`);
  }

  /** As an examiner notes it down: `name+hash+base64(4 ‖ key)`. */
  get verifierKey(): string {
    return `${NAME}+${this.hash().toString('hex')}+${this.typed().toString('base64')}`;
  }

  /** Records it has signed for. */
  size(origin: string): number {
    return this.seen.get(origin)?.size ?? 0;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(url: string, body: string): { status: number; body: string } {
    if (this.broken !== null) return this.broken;
    if (url !== '/w/add-checkpoint') return { status: 404, body: '' };
    const split = body.indexOf('\n\n');
    const [old = '', ...proof] = body.slice(0, split).split('\n');
    const note = body.slice(split + 2);
    const checkpoint = this.keys()
      .map((key) => readVerifierKey(key))
      .map((key) => (key === null ? '' : readCheckpoint(note, key)))
      .find((read) => typeof read !== 'string');
    if (checkpoint === undefined || typeof checkpoint === 'string')
      return { status: 403, body: 'not signed by a log I know' };
    const known = this.seen.get(checkpoint.origin) ?? { size: 0, root: createHash('sha256').digest() };
    if (old !== `old ${known.size}`) return { status: 409, body: `${known.size}\n` };
    if (
      !isConsistent(
        known,
        checkpoint,
        proof.map((hash) => Buffer.from(hash, 'base64')),
      )
    )
      return { status: 422, body: 'no continuation' };
    this.seen.set(checkpoint.origin, checkpoint);
    return { status: 200, body: `${this.cosignature(note.slice(0, note.indexOf('\n\n') + 1))}\n` };
  }

  private cosignature(text: string): string {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(1_782_000_000n);
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime 1782000000\n${text}`), this.key);
    return `— ${NAME} ${Buffer.concat([this.hash(), time, signature]).toString('base64')}`;
  }

  private typed(): Buffer {
    return Buffer.concat([
      Buffer.of(4),
      createPublicKey(this.key).export({ format: 'der', type: 'spki' }).subarray(-32),
    ]);
  }

  private hash(): Buffer {
    return createHash('sha256').update(`${NAME}\n`).update(this.typed()).digest().subarray(0, 4);
  }
}
