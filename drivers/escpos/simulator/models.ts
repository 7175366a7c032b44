/** What a kind of printer knows and what it lacks (digest §11–§15, §17); what is not established is lacking. */
export type Model = {
  readonly name: 'epson' | 'custom' | 'star' | 'clone';
  /** `DLE EOT` 1–4, or `DLE EOT` 14h with six bytes. */
  readonly asked: 'dleEot' | 'sixBytes';
  /** `GS a` with four bytes, or `GS E0h` with as many as asked for. */
  readonly unasked: 'asb' | 'sixBytes' | null;
  /** `GS ( H`. */
  readonly fence: boolean;
  /** `DLE DC4` 8. */
  readonly clears: boolean;
  /** `DLE ENQ` 1 and 2. */
  readonly recovers: boolean;
  /** Holds the cut ticket and hands it out (`GS e`). */
  readonly presenter: boolean;
};

export const MODELS: Readonly<Record<Model['name'], Model>> = {
  epson: {
    name: 'epson',
    asked: 'dleEot',
    unasked: 'asb',
    fence: true,
    clears: true,
    recovers: true,
    presenter: false,
  },
  custom: {
    name: 'custom',
    asked: 'sixBytes',
    unasked: 'sixBytes',
    fence: false,
    clears: false,
    recovers: false,
    presenter: true,
  },
  star: {
    name: 'star',
    asked: 'dleEot',
    unasked: null,
    fence: false,
    clears: false,
    recovers: false,
    presenter: false,
  },
  clone: {
    name: 'clone',
    asked: 'dleEot',
    unasked: null,
    fence: false,
    clears: false,
    recovers: false,
    presenter: false,
  },
};

export const isModelName = (name: string): name is Model['name'] => name in MODELS;
