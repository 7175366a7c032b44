/** What the terminal speaks over: a serial line or a TCP connection. */
export type Line = {
  /** Gets each new well-formed APDU. */
  onApdu: (apdu: Uint8Array) => void;
  /** Says whether bytes that came whole are an APDU. */
  isApdu: (apdu: Uint8Array) => boolean;
  /** The till is gone: whoever waits for it waits in vain. */
  onGone: () => void;
  readonly faults: LineFaults;
  /** `acked`: it arrived, as far as this line can tell. */
  send(apdu: Uint8Array): Promise<'acked' | 'failed'>;
  /** Forgets everything under way, as a restart does. */
  reset(): void;
  /** A later message equal to the last one is a new one after all. */
  forgetLastFrame(): void;
};

/** What the line is to do wrong, so many times each. */
export type LineFaults = {
  badCrc: number;
  splitFrames: number;
  /** Messages held back and sent together with the next. */
  joinFrames: number;
  /** Serial ACKs that never leave, so that the other side repeats. */
  loseAcks: number;
  /** Good frames answered by NAK. */
  nakGoodFrames: number;
  /** Messages that arrive nowhere: neither ACK nor anything else. */
  deafTo: number;
};

export const noFaults = (): LineFaults => ({
  badCrc: 0,
  splitFrames: 0,
  joinFrames: 0,
  loseAcks: 0,
  nakGoodFrames: 0,
  deafTo: 0,
});

export const useUp = (faults: LineFaults, name: keyof LineFaults): boolean => {
  if (faults[name] <= 0) return false;
  faults[name] -= 1;
  return true;
};

/** What carries the bytes: a pseudo-terminal's far end, or a listening socket. */
export type Cable = {
  readonly plugged: boolean;
  /** TCP: where it listens. */
  readonly port?: number;
  plug(): Promise<
    { readonly ok: true } | { readonly ok: false; readonly error: { readonly detail: string } }
  >;
  unplug(): Promise<void>;
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** The till's end stays open and hears nothing any more; only TCP knows this. */
  vanish?(): void;
};
