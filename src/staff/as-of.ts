import { StaffIndex } from './staff-index.js';

/**
 * The directory as it stood on an earlier day, or will on a later one, as far as its rows tell: terms have their days, and
 * a grant that was taken back since then had not been. Credentials, training, pledges and divisions are kept as they were
 * recorded last, so that of an earlier day they are today's. For looking alone: nobody is let in by this.
 */
export function indexAsOf(index: StaffIndex, day: string): StaffIndex {
  const { rows } = index;
  if (!rows.grants.some(({ revokedOn }) => revokedOn !== null && day < revokedOn)) return index;
  const grants = rows.grants.map((grant) =>
    grant.revokedOn !== null && day < grant.revokedOn
      ? { ...grant, revokedOn: null, revokedBy: null }
      : grant,
  );
  return new StaffIndex({ ...rows, grants });
}
