/** A running hash of everything that happened: two runs of one seed must end with the same. */
export type Trace = {
  readonly note: (text: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
  readonly hash: () => string;
  /** The last things noted, for a failure's report. */
  readonly tail: () => readonly string[];
};

const KEPT = 60;

export const createTrace = (now: () => number, print?: (line: string) => void): Trace => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  const tail: string[] = [];
  const mix = (value: number): void => {
    high = Math.imul(high ^ value, 2654435761);
    low = Math.imul(low ^ value, 1597334677);
  };
  return {
    note: (text) => {
      mix(now());
      for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
      const line = `${(now() / 1_000).toFixed(3)} ${text}`;
      tail.push(line);
      if (tail.length > KEPT) tail.shift();
      print?.(line);
    },
    bytes: (bytes) => {
      for (const byte of bytes) mix(byte);
    },
    hash: () =>
      (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0'),
    tail: () => tail,
  };
};
