/** The environment cannot be used. Carries every fault at once, so that an operator mends it in one go. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  /** `SETTING: Japanese / English`, one line each. Never holds the value of a setting: it may be a secret. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** Collects faults while parsing goes on with a stand-in value. */
export class Faults {
  readonly lines: string[] = [];

  add(setting: string, ja: string, en: string): void {
    this.lines.push(`${setting}: ${ja} / ${en}`);
  }
}
