import type { Clock } from '../../../contract/clock.ts';
import type { Parties } from '../codec/header.ts';
import type { KeyMaterial } from '../sealing/key.ts';
import type { NexoNotice } from './notice.ts';
import type { NexoTimers } from './timers.ts';
import type { TlsTarget } from './tls-link.ts';

/** What the procedures of one terminal share. */
export type Session = {
  readonly target: TlsTarget;
  readonly parties: Parties;
  readonly key: KeyMaterial;
  readonly clock: Clock;
  readonly timers: NexoTimers;
  /** Cryptographically random bytes. */
  readonly random: (count: number) => Uint8Array;
  /** 1–10 letters and digits that no request of the last 48 h had; durable before it returns. */
  readonly nextServiceId: () => string;
  readonly notify: (notice: NexoNotice) => void;
  /** Fires when the terminal object is closed. */
  readonly closing: AbortSignal;
};
