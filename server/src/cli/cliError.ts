/** What ends a command before it has an answer: exit code 2, with the reason on standard error. */

import type { Failure } from '../host/failure';
import { failure, failureText } from '../host/failure';

export class CliError extends Error {
  readonly failure: Failure;

  constructor(reason: Failure) {
    super(failureText(reason));
    this.failure = reason;
  }
}

/** An error in the order what, why, what to do. */
export function cliError(what: string, why: string, remedy: string): CliError {
  return new CliError(failure(what, why, remedy));
}
