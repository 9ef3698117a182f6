/** Why something could not be done, in the order in which a person wants to know: what, why, what to do. */

export interface Failure {
  readonly kind: 'failure';
  /** One sentence. */
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

export function failure(what: string, why: string, remedy: string): Failure {
  return { kind: 'failure', what, why, remedy };
}

/** The failure as text of one line. */
export function failureText({ what, why, remedy }: Failure): string {
  return [what, why, remedy].filter((sentence) => sentence !== '').join(' ');
}
