import { SHARED, makeFolder } from '../../files/make-folder.js';
import type { Frame } from '../segments/chain.js';
import { consistencyRanges, rangeRoots, type Part } from '../merkle/proof-ranges.js';
import { partsOf, storedParts } from './stored-tree.js';
import { leafHash, sizeOf, type Frontier } from '../merkle/frontier.js';
import { keepNote, NewestToWitness, type WitnessOptions, type WrittenCheckpoint } from './witness.js';

export interface CosigningOptions extends WitnessOptions {
  /** Prefix of the witness (C2SP tlog-witness): `/add-checkpoint` is asked below it. */
  readonly url: URL;
  /** The writer's folder in the log. */
  readonly log: (writer: string) => string;
  /** Folder that keeps the newest checkpoint of each writer with the witness's signature under it. */
  readonly kept: string;
}

/** Records since the witness's newest that are kept in memory; beyond, the proof is read from the log. */
const MOST_LEAVES = 200_000;
const COSIGNATURE = /^— [^ +]+ [A-Za-z0-9+/]+={0,2}$/;

/**
 * A witness that signs what it is shown only if that continues what it signed before (C2SP tlog-witness), so each
 * checkpoint goes with its consistency proof.
 */
export class CosigningWitness extends NewestToWitness {
  /** Records that the witness has signed for; unknown at first, then it says so. */
  private accepted = 0;
  private known: readonly Part[] = [];
  private size = 0;
  private leaves: Part[] = [];

  constructor(private readonly cosigning: CosigningOptions) {
    super(cosigning);
  }

  override begin(tree: Frontier | null): void {
    this.known = partsOf(tree);
    this.size = sizeOf(tree);
    this.leaves = [];
  }

  override add(frames: readonly Frame[]): void {
    for (const { bytes } of frames)
      this.leaves.push({ start: this.size++, leaves: 1, hash: leafHash(bytes) });
    if (this.leaves.length > MOST_LEAVES) {
      this.known = [];
      this.leaves = [];
    }
  }

  protected async send(checkpoint: WrittenCheckpoint): Promise<void> {
    let reply = await this.post(checkpoint);
    if (reply.status === 409) {
      this.accepted = Number(await reply.text());
      if (!Number.isSafeInteger(this.accepted) || this.accepted > checkpoint.size)
        throw new Error('the witness has signed for records that are not in this log');
      reply = await this.post(checkpoint);
    }
    if (reply.status !== 200) throw new Error(`the witness answers ${reply.status}`);
    const signatures = (await reply.text()).trimEnd().split('\n');
    if (!signatures.every((line) => COSIGNATURE.test(line)))
      throw new Error('the witness answers with no signature');
    await makeFolder(this.cosigning.kept, SHARED);
    await keepNote(this.cosigning.kept, checkpoint.writer, `${checkpoint.note}${signatures.join('\n')}\n`);
    this.accepted = checkpoint.size;
  }

  private async post({ writer, note, size }: WrittenCheckpoint): Promise<Response> {
    const ranges = consistencyRanges(this.accepted, size);
    const proof = await rangeRoots([...this.known, ...this.leaves], ranges).catch(() =>
      rangeRoots(storedParts(this.cosigning.log(writer)), ranges),
    );
    const lines = [`old ${this.accepted}`, ...proof.map((hash) => hash.toString('base64')), ''];
    const { href } = this.cosigning.url;
    return fetch(`${href.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: `${lines.join('\n')}\n${note}`,
      redirect: 'error',
      signal: AbortSignal.timeout(this.cosigning.deadline ?? 5_000),
    });
  }
}
