/** One line of the bench: a budget and what was measured. */

export interface Measurement {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  /** Undefined where nothing could be measured. */
  readonly within: boolean | undefined;
}
