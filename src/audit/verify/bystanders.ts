import type { Dirent } from 'node:fs';

/** What file systems, file managers, copying and editors leave in a folder without anybody asking for it. */
const FILES: readonly RegExp[] = [
  // macOS and Windows file managers
  /^\.DS_Store$|^\._.+$|^\.localized$|^Icon\r?$/,
  /^Thumbs\.db$|^ehthumbs\.db$|^desktop\.ini$/i,
  // NFS and FUSE keep a deleted file under such a name while it is open
  /^\.nfs[0-9a-f]{8,}$|^\.fuse_hidden[0-9a-f]+$/i,
  /^\.directory$|^\.nomedia$|^\.stfolder$/,
  // editors' backups, locks and swap files
  /~$|^\..+\.sw[a-p]$|^#.+#$|^\.#.+$|\.bak$|\.orig$/,
  // rsync's own, of a copy that was broken off
  /^\..+\.[A-Za-z0-9]{6}$/,
];
const FOLDERS: readonly RegExp[] = [
  /^lost\+found$|^System Volume Information$|^\$RECYCLE\.BIN$/,
  /^\.Trash(-\d+|es)?$|^\.Spotlight-V100$|^\.fseventsd$|^\.TemporaryItems$|^\.DocumentRevisions-V100$/,
  /^\.snapshots?$|^@eaDir$|^\.zfs$|^#snapshot$|^#recycle$|^\.stfolder$/,
];

/**
 * Whether an entry is told by its name to be no part of a log, in a copy as on a disk of its own. It proves nothing
 * and hides nothing: no file of the log bears such a name, and one that is missing is missed.
 */
export function isBystander(entry: Dirent): boolean {
  return (entry.isDirectory() ? FOLDERS : FILES).some((pattern) => pattern.test(entry.name));
}
