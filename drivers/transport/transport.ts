import type { Result } from '../../contract/result.ts';

/**
 * Why bytes did not go out. `notSent`: nothing left this machine, may be repeated blindly.
 * `maybeSent`: some of it may have arrived; ask the device, never repeat.
 */
export type WriteProblem = {
  readonly code: 'notSent' | 'maybeSent';
  readonly reason: 'notOpen' | 'closed' | 'timeout' | 'io';
};

export type OpenProblem = {
  readonly code:
    | 'noSuchDevice'
    | 'inUse' // held by another process
    | 'notPermitted'
    | 'ambiguous' // several devices fit the binding
    | 'swapped' // another device is where the bound one should be
    | 'io';
  /** The path or address that was tried, for the technician. */
  readonly where: string;
  readonly detail: string;
};

/** A byte pipe to one device, exclusively held. Injected into every driver. */
export interface ByteTransport {
  /** Refused with `notSent` while not open: bytes are never queued for later. */
  write(bytes: Uint8Array): Promise<Result<void, WriteProblem>>;
  /**
   * Every chunk as it comes; the returned function stops listening. A listener may wipe the chunk,
   * which may hold card data: whoever wants to keep it copies it.
   */
  onData(listener: (chunk: Uint8Array) => void): () => void;
  /** Once, when the link is gone for whatever reason. A silent death gives no event: heartbeats decide. */
  onClose(listener: () => void): () => void;
  readonly isOpen: boolean;
  close(): Promise<void>;
}

/** Opens a fresh transport to the same device, e.g. after a re-plug. */
export type OpenTransport = () => Promise<Result<ByteTransport, OpenProblem>>;
