import { connectStore } from '../../database/connection.js';
import type { DatabaseUrl } from '../../database/database-url.js';

/**
 * How far the index has come with each writer, without changing a byte of it. Only sealed records are indexed, so
 * the log goes at least as far. Empty where there is no index, or none that can be read: it can be made anew.
 */
export async function indexProgress(url: DatabaseUrl): Promise<ReadonlyMap<string, number>> {
  const source = await connectStore({ url, readOnly: true }, []).catch(() => null);
  if (source === null) return new Map();
  try {
    const rows: unknown = await source.query('SELECT writer, seq FROM access_progress');
    return new Map(
      (rows as { writer: number; seq: number }[]).map(({ writer, seq }) => [`gw${writer}`, Number(seq)]),
    );
  } catch {
    return new Map();
  } finally {
    await source.destroy();
  }
}
