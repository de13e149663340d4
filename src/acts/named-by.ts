/** A person whom an act is about: `namedBy` has the numbers of the act's own input, where an input named the person. */
interface Concerned {
  readonly atenaNumber: string;
  readonly namedBy?: readonly string[];
}

/**
 * The numbers by which an act named its persons, as the client wrote them: what its idempotency key stands for. A number
 * that was merged into another since the act was first asked for is named as before, while `atenaNumber` is the other's.
 *
 * A class, so that no plain number can be given in its place: `ActContent` takes persons in this form alone.
 */
export class NamedBy {
  private constructor(
    private readonly numbers: readonly string[],
    private readonly isOne: boolean,
  ) {}

  /** An act on one person. */
  static person(person: Concerned): NamedBy {
    return new NamedBy(numbersOf([person]), true);
  }

  /** An act on a list of them: the same persons in another order are the same act. */
  static people(people: readonly Concerned[]): NamedBy {
    return new NamedBy(numbersOf(people).toSorted(), false);
  }

  /** In the content of the act: all the numbers of one person in one text, or a list. */
  get written(): string | readonly string[] {
    return this.isOne ? this.numbers.join(' ') : this.numbers;
  }
}

const numbersOf = (people: readonly Concerned[]): readonly string[] =>
  people.flatMap(({ atenaNumber, namedBy }) => namedBy ?? [atenaNumber]);
