import type { TechnicianConfig } from '../../contract/technician-config.ts';

/** A technician who entered, on the one connection that may use the token. */
export type Session = {
  readonly token: string;
  readonly connection: object;
  readonly technician: Pick<TechnicianConfig, 'number' | 'name'>;
};

/** Why somebody is no longer in. */
export type LeftBecause = 'left' | 'idle' | 'screenLost' | 'engineStopped';
