/** A database a legacy system or the gateway's own store lives in. */
export type DatabaseUrl =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'mssql';
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly user: string;
      /** Masked whenever settings are printed. */
      readonly password: string;
    };
