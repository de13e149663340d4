import { workerData } from 'node:worker_threads';
import { postResult } from '../background/thread-program.js';
import { makeReports, type ReviewOrder } from './review-here.js';

/** The thread itself: a month of a city and its whole log are read, decoded and compared. */
void postResult(() => makeReports(workerData as ReviewOrder));
