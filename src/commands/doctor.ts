import type { Command } from 'commander';
import { describeSettings } from '../config/describe.js';
import type { CommandContext } from './context.js';
import { checkConnections } from './doctor-connections.js';
import { checkNodeVersion, checkPort } from './doctor-process.js';
import {
  checkAuditFolder,
  checkDataFolder,
  checkFreeSpace,
  checkKeys,
  checkSources,
  type Finding,
} from './doctor-storage.js';

/**
 * `sekisho doctor`: looks at everything the start depends on, asks every server that the settings name, and says what to do about each fault. Changes
 * nothing and prints no secret, so that its output can be sent to the system desk. Exit code 1 when anything is
 * at fault.
 */
export function doctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('起動に必要な条件を点検する / Check what the start depends on')
    .action(() => doctor(context));
}

async function doctor(context: CommandContext): Promise<void> {
  const settings = context.settings();
  for (const line of describeSettings(settings)) context.print(`     ${line}`);
  const findings: readonly Finding[] = [
    checkNodeVersion(process.versions.node),
    checkDataFolder(settings),
    checkFreeSpace(settings),
    ...checkSources(settings),
    checkAuditFolder(settings),
    ...checkKeys(settings),
    ...(await checkConnections(settings)),
    await checkPort(settings),
  ];
  for (const finding of findings) {
    context.print(`${finding.fault === null ? 'ok   ' : 'FAULT'} ${finding.subject}`);
    if (finding.fault !== null) context.print(`      ${finding.fault.ja}\n      ${finding.fault.en}`);
  }
  if (findings.some((finding) => finding.fault !== null)) context.exitCode(1);
}
