import type { Role } from '../../contract/console.ts';

/** The demonstration's people at desks; made up. */
export type StaffMember = { readonly id: string; readonly name: string; readonly role: Role };

export const STAFF: readonly StaffMember[] = [
  { id: 'demo-viewer', name: 'Noora Isa', role: 'viewer' },
  { id: 'demo-operator', name: 'Ali Mansoor', role: 'operator' },
  { id: 'demo-administrator', name: 'Fatima Jasim', role: 'administrator' },
];
