import { readPurpose } from '../identity/purpose.js';
import type { SessionControl } from '../identity/session-control.js';
import type { Loaders } from '../loaders/loaders.js';
import { ownPermissions, type OwnPermission } from '../policy/own-permissions.js';
import { PURPOSES, type Purpose } from '../policy/terms.js';
import type { StaffAccess } from '../staff/access.js';
import { ownBudgets, type OwnBudget } from './own-budgets.js';
import { countTasks, type OwnTask, type TaskDesks } from './own-tasks.js';
import type { Claims } from './request-context.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';
import type { OwnMenu, OwnSession, ViewerAccess } from './viewer-access.js';

interface ViewerParts {
  readonly state: RequestState;
  readonly claims: Claims;
  readonly services: Services;
  readonly staff: StaffAccess;
  readonly sessions: SessionControl;
  readonly desks: TaskDesks;
  readonly subjects: Loaders['subjects'];
}

export class Viewer implements ViewerAccess {
  constructor(private readonly parts: ViewerParts) {}

  async session(): Promise<OwnSession | null> {
    const { sessions, claims, state } = this.parts;
    const times = await sessions.times();
    if (times === null) return null;
    const { idleMinutes, mode } = state.policy.session;
    const at = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();
    const ends = at(times.left);
    return {
      ...{ begun: at(-times.since), idleEnds: ends, absoluteEnds: mode === 'ABSOLUTE' ? ends : null },
      ...{ idleMinutes, loginMethods: claims.principal.amr },
    };
  }

  menus(): readonly OwnMenu[] {
    const { state, claims, staff } = this.parts;
    const grants = staff.grants(claims.principal.account).filter((grant) => grant.state === 'OPEN');
    return PURPOSES.flatMap((purpose) => {
      const entry = state.policy.purposes.get(purpose);
      const ends = grants.filter((grant) => grant.purpose === purpose).map((grant) => grant.ends);
      const openUntil = ends.sort().at(-1);
      if (entry === undefined || openUntil === undefined) return [];
      const { nameJa, nameEn, needsCase, legalBasis, menuOwner } = entry;
      return [{ purpose, nameJa, nameEn, needsCase, legalBasis, openUntil, ownerOffice: menuOwner }];
    });
  }

  /** With what this operation itself spends: whatever it holds beside has ended before. */
  async budgets(): Promise<readonly OwnBudget[]> {
    const { claims, state, services } = this.parts;
    await state.guard?.calls.othersEnded();
    const { counter, persons } = services;
    const { caps, cases } = state.policy;
    const { purpose, principal } = claims;
    return ownBudgets({ account: principal.account, purpose, caps, cases, counter, persons });
  }

  async permissions(purpose: Purpose): Promise<readonly OwnPermission[]> {
    const { claims, state, services } = this.parts;
    await state.loop.pause();
    const { principal, zone, caseNumber } = claims;
    const { policy } = state;
    readPurpose({ purpose, case: undefined }, principal, policy.purposes);
    // A case was found for the request's own purpose; under another one it opens nothing.
    const hasCase = caseNumber !== null && purpose === claims.purpose;
    const acts = services.views.acts(policy, principal);
    return state.loop.take(ownPermissions(policy, { principal, zone, hasCase }, purpose, acts));
  }

  tasks(): Promise<readonly OwnTask[]> {
    const { claims, state, services, staff, desks, subjects } = this.parts;
    const { classes, cases, today } = services;
    return countTasks({
      ...{ claims, policy: state.policy, classes, staff, desks, subjects },
      ...{ today: today(), now: cases.now() },
    });
  }
}
