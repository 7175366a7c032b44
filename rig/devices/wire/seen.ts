import type { Towards } from './tap.ts';

/** Something that went over a wire, as it may be shown and kept: without card data. */
export type Seen = {
  readonly towards: Towards;
  readonly bytes: Uint8Array;
  /** What it is in the protocol's own words, where that is known. */
  readonly meaning: string | null;
};

/** Reads both directions of one wire. What it holds back to look at it whole comes out with `flush`. */
export type WireReader = {
  readonly push: (towards: Towards, bytes: Uint8Array) => readonly Seen[];
  readonly flush: () => readonly Seen[];
};
