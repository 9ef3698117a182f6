export interface Outage {
  readonly folder: string;
  /** What `--base` takes. */
  readonly base: string;
}

export declare const edit: { readonly file: string; readonly before: string; readonly after: string };
export declare function makeOutage(options?: { readonly folder?: string; readonly edited?: boolean }): Outage;
export declare function applyEdit(folder: string): void;
