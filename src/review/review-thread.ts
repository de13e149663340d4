import { parentPort, workerData } from 'node:worker_threads';
import { makeReport, type ReviewOrder } from './review-here.js';

/** The thread itself: a month of a city and its whole log are read, decoded and compared. */
void makeReport(workerData as ReviewOrder).then((made) => parentPort?.postMessage(made));
