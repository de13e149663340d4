import type { FileHandle } from 'node:fs/promises';

/**
 * Writes all of it at this byte. A full disk takes part of a write without an error, and the next attempt says why: what
 * was written in part is never taken for written.
 * @throws the system's own error (`ENOSPC`)
 */
export async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
