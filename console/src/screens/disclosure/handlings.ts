/** An operation as the extract tells it. */
interface Entry {
  readonly atJa: string;
  readonly sectionJa: string;
  readonly purposeJa: string;
  readonly items: readonly {
    readonly thingJa: string | null;
    readonly nameJa: string;
    readonly outcomeJa: string;
  }[];
}

/** What one section did for one purpose in one minute: a screen asks several questions, and to the person it is one look. */
export interface Handling {
  readonly atJa: string;
  readonly sectionJa: string;
  readonly purposeJa: string;
  readonly outcomes: readonly Outcome[];
}

interface Outcome {
  readonly outcomeJa: string;
  /** What was looked at, with its items; null: items of the person. */
  readonly things: readonly { readonly thingJa: string | null; readonly names: readonly string[] }[];
}

/** In the order of the entries. */
export function handlingsOf(entries: readonly Entry[]): readonly Handling[] {
  const groups = grouped(entries, ({ atJa, sectionJa, purposeJa }) =>
    JSON.stringify([atJa, sectionJa, purposeJa]),
  );
  return groups.map((group) => {
    const [{ atJa, sectionJa, purposeJa }] = group;
    return { atJa, sectionJa, purposeJa, outcomes: outcomesOf(group.flatMap(({ items }) => items)) };
  });
}

function outcomesOf(items: Entry['items']): readonly Outcome[] {
  return grouped(items, ({ outcomeJa }) => outcomeJa).map((ofOutcome) => ({
    outcomeJa: ofOutcome[0].outcomeJa,
    things: grouped(ofOutcome, ({ thingJa }) => thingJa ?? '').map((ofThing) => ({
      thingJa: ofThing[0].thingJa,
      names: [...new Set(ofThing.map(({ nameJa }) => nameJa))],
    })),
  }));
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
