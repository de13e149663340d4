import { startFault } from './start-fault.js';

/** The gateway's own store cannot be opened. */
export function storeFault(error: unknown): Error {
  return startFault('SEKISHO_STORE_URL', error, {
    ja: 'データベースを開けません',
    en: 'the store cannot be opened',
    toDo: { ja: '場所と権限を確かめてください。', en: 'Check where it is and who may write it.' },
  });
}
