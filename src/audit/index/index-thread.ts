import { parentPort, workerData } from 'node:worker_threads';
import { belowTheLoop } from '../../background/below-the-loop.js';
import { toGatewayError } from '../../errors/to-gateway-error.js';
import { loadAuditKeys } from '../keys/audit-keys.js';
import { IndexDatabase } from './index-database.js';
import { IndexLoop } from './index-loop.js';
import type { FromThread, ThreadOrder, ToThread } from './index-thread-messages.js';
import { JournalIndexer } from './journal-indexer.js';

/** The thread itself: reading and decoding records takes time that answers would have to wait for. */
async function main(): Promise<void> {
  belowTheLoop();
  const { url, directory, keyFile, secret } = workerData as ThreadOrder;
  const tell = (message: FromThread): void => parentPort?.postMessage(message);
  const keys = loadAuditKeys(keyFile, { create: false, secret });
  const database = await IndexDatabase.open({ url });
  const onFault = (error: unknown): void =>
    tell({ kind: 'FAULT', fault: error === null ? null : toGatewayError(error).code });
  const loop = new IndexLoop(new JournalIndexer({ database, directory, keys }), { onFault });
  const close = async (): Promise<void> => {
    await loop.close();
    await database.close();
    parentPort?.close();
  };
  parentPort?.on('message', (message: ToThread) => {
    if (message.kind === 'CLOSE') void close();
    else
      loop.catchUp().then(
        () => tell({ kind: 'CAUGHT_UP', turn: message.turn, lag: loop.lag() }),
        () => tell({ kind: 'FAILED', turn: message.turn }),
      );
  });
}

void main();
