import { GatewayError } from '../errors/gateway-error.js';

/** The store was made by a later version: what that has changed in its tables, this program would read wrongly. */
export class NewerStoreError extends GatewayError {
  constructor(
    readonly room: string,
    /** Number of the room's newest step in the store. */
    readonly applied: number,
    /** Number of the newest step that this program knows. */
    readonly known: number,
  ) {
    super('SOURCE_UNAVAILABLE', {
      detail: `${room} at migration ${applied}, known ${known}`,
      ja:
        `データベースがこのプログラムより新しい版のものです(${room}: 手順${applied}まで適用済み、このプログラムは手順${known}まで)。` +
        `変更は行われていません。新しい版のプログラムを使うか、新しい版で sekisho store migrate --to ${room}=${known} を実行して戻してください。`,
      en:
        `The database is newer than this program: ${room} is at step ${applied}, and this program knows steps up to ${known}. ` +
        `Nothing was changed. Use the newer program, or take the steps back with it: sekisho store migrate --to ${room}=${known}`,
    });
  }
}

/** Steps are not taken back under a process that works with the tables as they are. */
export class StoreInUseError extends GatewayError {
  constructor(readonly room: string) {
    super('SOURCE_UNAVAILABLE', {
      detail: `${room} in use`,
      ja: `ほかのプロセスがデータベースを使っています(${room})。変更は行われていません。ゲートウェイをすべて停止してからやり直してください。`,
      en: `Another process is using the database of ${room}. Nothing was changed. Stop every gateway, then run this again.`,
    });
  }
}
