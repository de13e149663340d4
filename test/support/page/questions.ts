import type { User } from './stage.js';
import { drawn } from './tour.js';

/** What a screen asks while it comes up, one question behind another. */
export class Questions {
  private readonly all: Promise<boolean>[] = [];
  private begun: () => void = () => undefined;
  private readonly first = new Promise<void>((resolve) => {
    this.begun = resolve;
  });

  async add(answered: Promise<boolean>): Promise<void> {
    this.all.push(answered);
    this.begun();
    await answered;
  }

  /** Whether any of them has such an answer, once all are answered and what follows from them is drawn. */
  async reached(user: User): Promise<boolean> {
    await this.first;
    for (let seen = 0; seen < this.all.length;) {
      seen = this.all.length;
      await Promise.all(this.all);
      await drawn(user);
    }
    return (await Promise.all(this.all)).includes(true);
  }
}
