import type { DoseContent } from '../../adapters/health-management/model.js';
import type { LoadedPolicy } from '../policy/load.js';
import { changeView } from './change-views.js';
import { standingDoses, type DoseFile } from './dose-file.js';
import type { GivenDose } from './dose-facts.js';
import { tidyLot } from './lots.js';

/** As it is kept, of what people write in more than one way. */
export function tidied<Content extends Partial<DoseContent>>(content: Content): Content {
  return content.lot == null ? content : { ...content, lot: tidyLot(content.lot) };
}

/** Where nobody said which dose it is: one more than those that were given by that day in the same campaign. */
export function withNumber(
  content: DoseContent,
  file: DoseFile,
  { schedule }: Pick<LoadedPolicy, 'schedule'>,
): DoseContent {
  const { vaccine, date, dose } = content;
  if (dose !== null || vaccine === null || date?.length !== 10) return content;
  const since = schedule.at(vaccine, date)?.countFrom ?? '';
  const before = standingDoses(file, null).filter(
    (other) => other.vaccine === vaccine && other.date !== null && other.date >= since && other.date <= date,
  );
  return { ...content, dose: before.length + 1 };
}

/** Of a row that the gateway has entered as it was said then; of any other, a dose of the city's own. */
export function originOf(
  entered: DoseFile['changes'][number] | undefined,
): Pick<GivenDose, 'origin' | 'evidence'> {
  const { origin, evidence } = (entered === undefined ? null : changeView(entered)) ?? {};
  return { origin: origin ?? 'HERE', evidence: evidence ?? null };
}
