/** Somebody else is at the same file. */
export class FileInUse extends Error {
  override readonly name = 'FileInUse';
}
