import { AgeQuota } from './age-quota.js';
import type { Dwelling } from './addresses.js';
import type { CitySex, MemberPlan } from './member-plan.js';
import { RELATIONSHIP as R } from './population-data.js';
import { Weighted, type Random } from './random.js';

export interface HouseholdPlan {
  readonly members: readonly MemberPlan[];
  readonly dwelling: Dwelling;
}

const CHILDRENS_HOME_PLACES = 12;
const near = (middle: number, wanted: number, spread: number): number =>
  Math.exp(-(((middle - wanted) / spread) ** 2));
const other = (sex: CitySex): CitySex => (sex === 'M' ? 'F' : 'M');

/**
 * Composes households from the people still to be placed. Every household has exactly one head; sizes follow
 * the census (47 % alone) and bend towards families while more children are left than there should be.
 */
export class HouseholdComposer {
  private readonly quota: AgeQuota;
  private readonly childShare: number;

  constructor(
    size: number,
    private readonly random: Random,
  ) {
    this.quota = new AgeQuota(size, random);
    this.childShare = this.quota.childrenLeft() / size;
  }

  /** null when everybody has been placed. */
  next(): HouseholdPlan | null {
    if (this.quota.left === 0) return null;
    const size = this.size();
    const wanted = size === 1 ? [] : size === 2 ? this.pair() : this.family(size);
    const members = wanted.length > 0 ? wanted : this.alone();
    if (members.length === 0) return { members: this.childrensHome(), dwelling: 'CHILDRENS_HOME' };
    const [first] = members;
    const inCare = members.length === 1 && first !== undefined && first.age >= 80 && this.random.chance(0.12);
    return { members, dwelling: inCare ? 'CARE_HOME' : 'ORDINARY' };
  }

  private size(): number {
    // Bends towards families while more children are left than the city's share, so that few are left over.
    const pressure =
      Math.max(0.95, (1.03 * this.quota.childrenLeft()) / this.quota.left / this.childShare) ** 12;
    return new Weighted<number>([
      [1, 0.43],
      [2, 0.23],
      [3, 0.17 * pressure],
      [4, 0.14 * pressure],
      [5, 0.03 * pressure],
      [6, 0.01 * pressure],
    ]).draw(this.random);
  }

  private alone(): MemberPlan[] {
    const head = this.quota.draw(
      (age) => (age < 15 ? 0 : age < 20 ? 0.3 : age < 30 ? 1.8 : age > 65 ? 1.2 : age < 50 ? 0.45 : 0.8),
      null,
      18,
    );
    return head ? [{ ...head, relationship: R.HEAD }] : [];
  }

  private pair(): MemberPlan[] {
    const kind = this.random.next();
    if (kind < 0.66) return this.couple((age) => (age < 25 ? 0.05 : 1));
    const head = this.quota.draw((age) => (age < 20 ? 0 : 1), null, 20);
    if (!head) return [];
    const members: MemberPlan[] = [{ ...head, relationship: R.HEAD }];
    if (kind < 0.84) this.addChildren(members, 1, head.age);
    else
      this.add(
        members,
        (age) => near(age, head.age, 8),
        kind < 0.92 ? R.SIBLING : kind < 0.97 ? R.LODGER : R.RELATIVE,
      );
    return members;
  }

  private family(size: number): MemberPlan[] {
    if (size >= 5 && this.random.chance(0.4)) return this.threeGenerations(size);
    const single = size === 3 && this.random.chance(0.15);
    const wanted = (age: number): number => (size === 3 ? near(age, 52, 15) : near(age, 45, 11));
    const members = single ? this.headOnly(wanted) : this.couple(wanted);
    const mother = members.find((member) => member.sex === 'F') ?? members[0];
    if (!mother) return members;
    const elders = size >= 4 && this.random.chance(0.12) ? 1 : 0;
    this.addChildren(members, size - members.length - elders, mother.age);
    if (elders) this.addElder(members, mother.age);
    return members;
  }

  /**
   * Grandparents as heads, their child with spouse, and grandchildren: relationships of two and three levels.
   */
  private threeGenerations(size: number): MemberPlan[] {
    const members = this.couple((age) => near(age, 70, 8));
    const mother = members.find((member) => member.sex === 'F') ?? members[0];
    if (!mother || members.length < 2) return members;
    const child = this.quota.draw((age) => near(mother.age - age, 29, 5), null, 20);
    if (!child) return members;
    members.push({ ...child, relationship: R.CHILD });
    const spouse = this.quota.draw((age) => near(age, child.age, 4), other(child.sex), 20);
    if (spouse)
      members.push({ ...spouse, relationship: R.CHILD + (spouse.sex === 'F' ? R.WIFE : R.HUSBAND) });
    // The grandchild is the child's child, or of the child's spouse alone (201220), or written as 81 by older
    // clerks.
    const relation = this.random.pick([
      R.CHILD + R.CHILD,
      R.CHILD + R.CHILD,
      R.GRANDCHILD,
      R.CHILD + R.WIFE + R.CHILD,
    ]);
    const valid = spouse?.sex === 'F' || relation.length < 6 ? relation : R.CHILD + R.CHILD;
    this.addChildren(members, size - members.length, child.age, valid);
    return members;
  }

  private headOnly(weight: (age: number) => number): MemberPlan[] {
    const head = this.quota.draw(
      (age) => (age < 20 ? 0 : weight(age)),
      this.random.chance(0.85) ? 'F' : 'M',
      20,
    );
    return head ? [{ ...head, relationship: R.HEAD }] : [];
  }

  private couple(weight: (age: number) => number): MemberPlan[] {
    const adult = (age: number): number => (age < 20 ? 0 : weight(age));
    const head =
      this.quota.draw(adult, this.random.chance(0.93) ? 'M' : 'F', 20) ?? this.quota.draw(adult, null, 20);
    if (!head) return [];
    const members: MemberPlan[] = [{ ...head, relationship: R.HEAD }];
    const wanted = head.age + (head.sex === 'M' ? -2 : 2);
    const spouse = this.quota.draw((age) => (age < 20 ? 0 : near(age, wanted, 5)), other(head.sex), 20);
    if (!spouse) return members;
    const registered = !this.random.chance(0.03);
    const wife = registered ? R.WIFE : R.WIFE_UNREGISTERED;
    members.push({
      ...spouse,
      relationship: spouse.sex === 'F' ? wife : registered ? R.HUSBAND : R.HUSBAND_UNREGISTERED,
    });
    return members;
  }

  private addChildren(
    members: MemberPlan[],
    count: number,
    parentAge: number,
    relationship: string = R.CHILD,
  ): void {
    for (let added = 0; added < count; added += 1) {
      const gap = (middle: number): number => {
        const years = parentAge - middle;
        return years < 19 || years > 46 ? 0 : near(years, 31, 7);
      };
      const child = this.quota.draw(gap, null);
      if (child) members.push({ ...child, relationship });
    }
  }

  private addElder(members: MemberPlan[], age: number): void {
    const elder = this.quota.draw((middle) => near(middle - age, 29, 5), null, 60);
    if (!elder) return;
    const far = elder.age - age > 45;
    const father = far ? R.GRANDFATHER : R.FATHER;
    members.push({ ...elder, relationship: elder.sex === 'M' ? father : far ? R.GRANDMOTHER : R.MOTHER });
  }

  private add(members: MemberPlan[], weight: (age: number) => number, relationship: string): void {
    const person = this.quota.draw((age) => (age < 20 ? 0 : weight(age)), null, 20);
    if (person) members.push({ ...person, relationship });
  }

  /** The last minors whom no family is left for: a home in which the eldest stands as head. */
  private childrensHome(): MemberPlan[] {
    const people: { age: number; sex: CitySex }[] = [];
    for (let person = this.quota.draw(() => 1, null); person; person = this.quota.draw(() => 1, null)) {
      people.push(person);
      if (people.length === CHILDRENS_HOME_PLACES) break;
    }
    people.sort((one, another) => another.age - one.age);
    return people.map((person, index) => ({ ...person, relationship: index === 0 ? R.HEAD : R.LODGER }));
  }
}
