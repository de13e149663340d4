import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { GatewayError } from '../errors/gateway-error.js';

/**
 * A folder that a command was given: one that was mistyped is told, and never made.
 * @throws GatewayError BAD_USER_INPUT
 */
export function requireFolder(path: string): void {
  if (statSync(resolve(path), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw missing(path, 'フォルダー', 'folder');
}

/** The same of a file. @throws GatewayError BAD_USER_INPUT */
export function requireFile(path: string): void {
  if (statSync(resolve(path), { throwIfNoEntry: false })?.isFile() !== true)
    throw missing(path, 'ファイル', 'file');
}

/** A file that is to be written, where a folder stands: told before the work, not when it is done. @throws GatewayError BAD_USER_INPUT */
export function refuseFolder(path: string): void {
  if (statSync(resolve(path), { throwIfNoEntry: false })?.isDirectory() === true)
    throw new GatewayError('BAD_USER_INPUT', {
      ja: `${path} はフォルダーです。書き出すファイルの名前まで指定してください。`,
      en: `${path} is a folder. Name the file to write, too.`,
      detail: 'a folder for a file',
    });
}

function missing(path: string, ja: string, en: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    ja: `${path} という${ja}はありません。`,
    en: `There is no ${en} ${path}.`,
    detail: `no such ${en}`,
  });
}
