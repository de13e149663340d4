import { SETTING_KEYS, type SettingName } from './keys.js';
import { nearby } from './nearest.js';
import type { Faults } from './settings-error.js';

export type Environment = Record<string, string | undefined>;

const KNOWN: readonly string[] = SETTING_KEYS.map((key) => key.name);

/** Reads a setting; undefined where it is not given. */
export type Read = (name: SettingName) => string | undefined;

/**
 * Gives access to the known settings. An unknown `SEKISHO_*` name is a fault, in any case: `sekisho_zones`
 * would otherwise be ignored in silence (`SEKISHO_TEST_*` belongs to the test suite and is passed over). So is
 * an empty value: an issuer whose variable expanded to nothing must not turn into demo mode.
 */
export function readEnvironment(env: Environment, faults: Faults): Read {
  for (const name of Object.keys(env)) {
    if (!/^SEKISHO_(?!TEST_)/i.test(name) || KNOWN.includes(name)) continue;
    const hint = nearby(name.toUpperCase(), KNOWN);
    faults.add(
      name,
      hint === null ? 'この設定はありません' : `この設定はありません。${hint} の誤りではありませんか`,
      hint === null ? 'is no setting' : `is no setting. Did you mean ${hint}?`,
    );
  }
  for (const name of KNOWN) {
    if (env[name]?.trim() === '')
      faults.add(
        name,
        '値が空です。値を入れるか、変数を消してください',
        'is empty. Give a value or unset it',
      );
  }
  return (name) => (env[name]?.trim() === '' ? undefined : env[name]);
}
