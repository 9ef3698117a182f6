/** Types of build.mjs, which is plain JavaScript so that it runs as it stands. */
import type { Metafile } from 'esbuild';

export interface BuildOptions {
  readonly production?: boolean;
  /** Names of bundles, separated by commas; every shipped one if undefined. */
  readonly only?: string | undefined;
  readonly withTests?: boolean;
}
export declare function build(options?: BuildOptions): Promise<Record<string, Metafile>>;
