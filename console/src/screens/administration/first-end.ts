interface Ending {
  readonly ends: string | null;
  readonly credentialDue: string | null;
  readonly trainingDue: string | null;
}

export interface End {
  readonly what: 'account' | 'credential' | 'training';
  readonly on: string;
}

/** What of an account ends first; null where nothing does. */
export function firstEnd({ ends, credentialDue, trainingDue }: Ending): End | null {
  const all: readonly { readonly what: End['what']; readonly on: string | null }[] = [
    { what: 'account', on: ends },
    { what: 'credential', on: credentialDue },
    { what: 'training', on: trainingDue },
  ];
  const set = all.flatMap(({ what, on }) => (on === null ? [] : [{ what, on }]));
  return set.sort((a, b) => a.on.localeCompare(b.on))[0] ?? null;
}
