import type { Staff } from '../console/sessions.ts';

/** Whether somebody at a desk may know of this ministry's messages. */
export const mayMinistry = ({ ministries }: Staff, ministryId: string): boolean =>
  ministries?.includes(ministryId) ?? true;
