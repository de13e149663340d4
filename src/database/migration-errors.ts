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

/** The store is a production's and a demo asks for it, or the other way round. Nothing was changed in it. */
export class OtherModeError extends GatewayError {
  /** @param is whose the store is */
  constructor(readonly is: 'DEMO' | 'PRODUCTION') {
    super('SOURCE_UNAVAILABLE', {
      detail: is === 'DEMO' ? 'a store of a demo' : 'a store of a production',
      ...(is === 'DEMO'
        ? {
            ja: 'このデータベースはデモで始められたもので、デモのアカウントがあります。本番では空のデータベースを指定してください。変更は行われていません。',
            en: 'This store was begun by a demo and holds its accounts. Name an empty one for production. Nothing was changed.',
          }
        : {
            ja: 'このデータベースは本番のものです。本番なら NODE_ENV=production を設定し、デモなら別のデータベースを指定してください。変更は行われていません。',
            en: 'This store is a production’s. Set NODE_ENV=production, or name another store for a demo. Nothing was changed.',
          }),
    });
  }
}
