/** Under this symbol a payload says whom or what a refused act was about, where that is no resident. */
export const CONCERNED = Symbol('concerned');

interface Fault {
  readonly code: string;
  readonly field?: string | null;
  readonly row?: string | null;
  readonly article?: string | null;
}

/**
 * Why the act was refused whose payload this is, for the record: code, input, row and article of each fault
 * (R188), then whom it concerned. Null where nothing was refused. All of it is of closed sets, or known to the
 * directory: never a text that somebody typed.
 */
export function refusalIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { userErrors: faults, [CONCERNED]: concerned = [] } = value as {
    readonly userErrors?: unknown;
    readonly [CONCERNED]?: readonly string[];
  };
  if (!Array.isArray(faults) || faults.length === 0) return null;
  const told = (faults as readonly Fault[]).map(({ code, field, row, article }) =>
    [code, field, row, article].filter((part) => part != null).join(' '),
  );
  return [...told, ...concerned].join('; ');
}
