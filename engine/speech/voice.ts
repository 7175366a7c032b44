import type { Piece } from './spelling.ts';

export type Spoken = 'said' | 'silenced' | 'failed';

/** What makes sound of words; injected, so that a test can listen. */
export type Voice = {
  /** Says one stretch at `volume` (1 to 5); resolves when it was said, or at once when `signal` aborts. */
  readonly speak: (piece: Piece, volume: number, signal: AbortSignal) => Promise<Spoken>;
};
