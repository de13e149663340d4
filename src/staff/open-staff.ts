import { openAll } from '../background/closing.js';
import type { Settings } from '../config/settings.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { PurposeTable } from '../policy/purposes.js';
import type { StaffRows } from './staff-rows.js';
import { StaffStore } from './staff-store.js';
import { StaffDirectory } from './directory.js';
import { readSeed } from './seed.js';

export interface OpenStaffOptions {
  readonly settings: Pick<Settings, 'store'> & Partial<Pick<Settings, 'production'>>;
  /** Folder that holds `accounts.json`, for a store that is empty and not in production. */
  readonly policyDirectory: string;
  readonly policy: LoadedPolicy;
  /** The menus in force, where the policy may be replaced meanwhile. */
  readonly purposes?: () => PurposeTable;
  readonly today: () => string;
  /** 宛名番号 of staff who live in the city, by account. */
  readonly staff?: Readonly<Record<string, string | null>>;
  readonly timesTold?: (() => Promise<number>) | undefined;
  readonly onFault?: (error: unknown) => void;
}

export interface OpenStaff {
  readonly store: StaffStore;
  readonly directory: StaffDirectory;
  close(): Promise<void>;
}

const NOBODY: StaffRows = {
  accounts: [],
  grants: [],
  holdings: [],
  contracts: [],
  roster: [],
  overrides: [],
};

/**
 * The store, seeded where it was empty, and the directory over it. Rejects with `PolicyError` for a seed with
 * faults.
 */
export async function openStaff(options: OpenStaffOptions): Promise<OpenStaff> {
  const {
    settings,
    policyDirectory,
    policy,
    purposes = () => policy.purposes,
    today,
    staff,
    timesTold,
    onFault,
  } = options;
  const mode = settings.production === true ? 'PRODUCTION' : 'DEMO';
  // The accounts of the demo are named in a public file: in production nobody is there until somebody is made.
  const seed = () =>
    mode === 'PRODUCTION' ? NOBODY : readSeed({ directory: policyDirectory, policy, today: today() });
  return openAll(async (closing) => {
    const store = closing.add(await StaffStore.open({ url: settings.store }, seed, mode));
    const directory = await StaffDirectory.open({ store, purposes, today, staff, timesTold, onFault });
    return {
      store,
      directory,
      close: async () => {
        await directory.close();
        await store.close();
      },
    };
  });
}
