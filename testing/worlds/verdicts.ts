/** What a check found, and how often each property had something to say: one that never applies proves nothing. */

export interface Violation {
  property: string;
  subject: string;
  at: number;
  /** What was said, and why it may not be. */
  said: string;
  why: string;
}

export class Verdicts {
  readonly violations: Violation[] = [];
  readonly applied = new Map<string, number>();

  /** One application of a property; what does not hold is kept. */
  claim(holds: boolean, violation: Violation): void {
    this.applied.set(violation.property, (this.applied.get(violation.property) ?? 0) + 1);
    if (!holds) this.violations.push(violation);
  }
}
