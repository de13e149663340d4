import { chmodSync, closeSync, fstatSync, openSync } from 'node:fs';

/** For the account alone that the program runs as. */
export const OWN_FILE = 0o600;

/**
 * Makes an empty file that nobody else can read, or takes from one that is there what others may do with it. For
 * drivers that make their files themselves, as the umask has it: SQLite gives its `-wal` and `-shm` the mode of the
 * database. A file of another account keeps its mode, for only its owner may change it; what cannot be opened at all
 * is left to the driver, whose error the caller knows.
 */
export function keepToOwner(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'a', OWN_FILE);
  } catch {
    return;
  }
  try {
    const { mode, uid } = fstatSync(file);
    if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(path, mode & 0o700);
  } finally {
    closeSync(file);
  }
}
