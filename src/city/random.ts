/**
 * A small seeded generator (sfc32), so that one seed always makes the same city. Each concern draws from its
 * own stream, named by a label: a change in how addresses are made then leaves every vaccination where it
 * was.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(seed: number, label: string) {
    this.a = hashText(`${seed}/${label}/a`);
    this.b = hashText(`${seed}/${label}/b`);
    this.c = hashText(`${seed}/${label}/c`);
    // The first outputs of sfc32 still show the seed's bits.
    for (let round = 0; round < 15; round += 1) this.next();
  }

  /** Uniform in [0, 1), 32 bits. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  /** Integer in [from, to], both inclusive. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from.');
    return item;
  }

  /** As many decimal digits, leading zeros included. */
  digits(count: number): string {
    let text = '';
    while (text.length < count) text += String(this.between(0, 9));
    return text;
  }

  /** Waiting time with this mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Delays are log-normal: most people are prompt, a few very late. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }
}

/** FNV-1a with a final avalanche: 32 bits from a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash, 0);
}

/** 32-bit avalanche of a value under a key (murmur3's finaliser). */
export function mix(value: number, key: number): number {
  let hash = Math.imul(value ^ key, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Draws from a list by weight. */
export class Weighted<T> {
  private readonly sums: number[] = [];
  private readonly items: T[] = [];

  constructor(entries: Iterable<readonly [T, number]>) {
    let total = 0;
    for (const [item, weight] of entries) {
      total += weight;
      this.items.push(item);
      this.sums.push(total);
    }
  }

  draw(random: Random): T {
    const aim = random.next() * (this.sums.at(-1) ?? 0);
    let low = 0;
    let high = this.sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] ?? 0) > aim) high = middle;
      else low = middle + 1;
    }
    return this.items[low] as T;
  }
}

/**
 * Plants an anomaly at an even rate: deterministic, exact in number, and present even in a small city, which
 * a draw by chance would not promise. `first` is the call that fires first, so that several paces do not all
 * hit one person.
 */
export class Pace {
  private credit: number;

  constructor(
    private readonly rate: number,
    first: number,
  ) {
    this.credit = 1 - rate * first;
  }

  due(): boolean {
    this.credit += this.rate;
    // Adding a rate many times drifts by some 1e-12; without the margin a first call of exactly 1 might miss.
    if (this.credit < 1 - 1e-9) return false;
    this.credit -= 1;
    return true;
  }
}
