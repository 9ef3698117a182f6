/** The texts of both versions, as far as fixes and blame need them. The snapshots behind them are not known here. */

import type { Origin } from '../source/origin';

export interface ReviewTexts {
  /** What the earlier version is called: `HEAD`, a directory, a plan's file. */
  readonly label: string;
  /** The text at an origin of the earlier model; undefined when it has none (it was read from a plan or a state). */
  readonly baseText: (origin: Origin) => string | undefined;
  /** The text at an origin of the later model. */
  readonly afterText: (origin: Origin) => string | undefined;
  /** The whole top-level item (a block, or an argument of a variable file) that holds an origin of the earlier model. */
  readonly baseItem: (origin: Origin) => Origin | undefined;
  /**
   * The item of the later model that declares the same as one of the earlier: in the same file, with the same header.
   * Undefined when there is none, or more than one.
   */
  readonly afterItem: (baseItem: Origin) => Origin | undefined;
  /** Whether the item that holds an origin of the later model is new, or reads differently in the earlier one. */
  readonly isEdited: (origin: Origin) => boolean;
  /** The items of the earlier model, whatever they declare, that are in the later one and read differently there. */
  readonly editedItems: () => readonly Origin[];
}
