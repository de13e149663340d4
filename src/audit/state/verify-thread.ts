import { workerData } from 'node:worker_threads';
import { postResult } from '../../background/thread-program.js';
import { verifyHere, type VerifyOrder } from './verify-here.js';

/** The thread itself: every byte of the log is read and every seal worked out again. */
void postResult(() => verifyHere(workerData as VerifyOrder));
