import { writeFileSync } from 'node:fs';
import { readDataKey } from '../../src/audit/keys/key-files.js';
import { contentOf } from '../../src/audit/segments/sealing.js';
import { FrameReader } from '../../src/audit/verify/frames.js';
import { contentOfFrame, reframed } from '../unit/audit/tampering/scene.js';
import type { InstalledLog } from './installed-log.js';

/** As a later version might leave it: records in the clear name it, too. Frames are put in their place unsigned. */
export async function asVersion(log: InstalledLog, version: number): Promise<void> {
  const dataKey = await readDataKey(log.keys, 'gw1', 1);
  if (dataKey === null) throw new Error('no key');
  const reader = await FrameReader.open(log.segment());
  const parts: Buffer[] = [Buffer.from(`SEKISHO-LOG ${version}\n`)];
  for (let frame = await reader.next(); frame !== null; frame = await reader.next()) {
    if (frame.form !== 0) parts.push(frame.bytes);
    else {
      const json = contentOfFrame(frame.bytes).toString('utf8', 12, frame.content.length - 16);
      const record = JSON.stringify({ ...(JSON.parse(json) as object), format: version });
      parts.push(
        reframed(frame.bytes, { content: contentOf(record, 'GENESIS', `gw1/${frame.seq}`, dataKey).bytes }),
      );
    }
  }
  await reader.close();
  writeFileSync(log.segment(), Buffer.concat(parts));
}
