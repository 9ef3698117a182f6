/**
 * The worker thread around HashiCorp's own parser. It answers each text with the parser's error, as it stands; what the
 * error means is read in terraformVerdict.ts, so that a crash in here loses nothing but one answer.
 */

import { parentPort } from 'node:worker_threads';
import { parse } from '@cdktf/hcl2json';

/** What the worker is asked. `fileName` comes back inside the error's text. */
export interface Hcl2jsonRequest {
  readonly fileName: string;
  readonly text: string;
}

/** Undefined when the text was accepted. */
export interface Hcl2jsonAnswer {
  readonly error: string | undefined;
}

parentPort?.on('message', ({ fileName, text }: Hcl2jsonRequest) => {
  const answer = (error: string | undefined): void => {
    const message: Hcl2jsonAnswer = { error };
    parentPort?.postMessage(message);
  };
  parse(fileName, text).then(
    () => answer(undefined),
    (error: unknown) => answer(error instanceof Error ? error.message : String(error)),
  );
});
