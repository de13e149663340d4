import { describeSettings } from '../config/describe.js';
import type { Settings } from '../config/settings.js';
import type { CommandContext } from './context.js';

/** What is in force, and whether it is the demo. */
export function tellSettings(settings: Settings, context: CommandContext): void {
  for (const line of describeSettings(settings)) context.warn(line);
  if (settings.oidc === null) warnOfDemo(context);
}

function warnOfDemo({ warn }: CommandContext): void {
  warn('******************************************************************************');
  warn('デモモード: 認証局がありません。誰でもトークンを作れます。実データでは使えません。');
  warn('DEMO MODE: no OIDC issuer is set, so anyone here can make a token. Synthetic data only.');
  warn('    npx sekisho token clerk');
  warn('******************************************************************************');
}
