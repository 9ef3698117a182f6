/**
 * What findings depend on beside their subject: questions to the model, with the answers that they were made with. All
 * that ask the same while one model is looked at share one object, so that it is kept once and asked once again for the
 * next model. What is asked is runChecks.ts' business.
 */

import type { NetworkModel } from '../network/networkModel';

/** Answers are compared by identity; `id` is empty where the question needs none. */
export type Question<T> = (model: NetworkModel, id: string) => T;

/** A question that somebody asked, with its answer. */
export class Read<T = unknown> {
  // By number: what a round looked at must not live as long as the reads that it looked through.
  private askedIn = 0;
  private held = true;

  constructor(
    private readonly question: Question<T>,
    private readonly id: string,
    readonly answer: T,
  ) {}

  /** Whether the model of the round gives the same answer. */
  holdsIn(round: Round): boolean {
    if (this.askedIn !== round.number) {
      this.askedIn = round.number;
      this.held = this.question(round.model, this.id) === this.answer;
    }
    return this.held;
  }
}

/** Something that several ask for, with what it was computed from. */
export interface Remembered {
  readonly value: unknown;
  readonly reads: readonly Read[];
}

let rounds = 0;

/** One look at a model. */
export class Round {
  readonly number = ++rounds;
  private readonly reads = new Map<Question<unknown>, Map<string, Read>>();

  private readonly remembered = new Map<unknown, Map<object, Remembered>>();

  constructor(readonly model: NetworkModel) {}

  /** What was computed in this round already, or is now. */
  remember(compute: unknown, subject: object, make: () => Remembered): Remembered {
    let bySubject = this.remembered.get(compute);
    if (bySubject === undefined) {
      bySubject = new Map();
      this.remembered.set(compute, bySubject);
    }
    let found = bySubject.get(subject);
    if (found === undefined) {
      found = make();
      bySubject.set(subject, found);
    }
    return found;
  }

  read<T>(question: Question<T>, id: string): Read<T> {
    let byId = this.reads.get(question);
    if (byId === undefined) {
      byId = new Map();
      this.reads.set(question, byId);
    }
    let read = byId.get(id);
    if (read === undefined) {
      read = new Read(question, id, question(this.model, id));
      byId.set(id, read);
    }
    return read as Read<T>;
  }
}
