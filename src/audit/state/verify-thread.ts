import { parentPort, workerData } from 'node:worker_threads';
import { verifyHere, type VerifyOrder } from './verify-here.js';

/** The thread itself: every byte of the log is read and every seal worked out again. */
void verifyHere(workerData as VerifyOrder).then((report) => parentPort?.postMessage(report));
