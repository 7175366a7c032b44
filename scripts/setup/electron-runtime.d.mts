export type ElectronRuntime = {
  /** `named`: by KHIDMA_ELECTRON. `pinned`: the `electron` package. `test`: Electron 25, for tests. */
  readonly kind: 'named' | 'pinned' | 'test';
  /** The program. */
  readonly path: string;
};

/** The Electron to run the shell with, or `null` where there is none. */
export function findElectron(
  environment?: Readonly<Record<string, string | undefined>>,
): ElectronRuntime | null;

/** Unpacks the test runtime into `var/electron` unless it stands there. */
export function unpackTestRuntime(): Promise<void>;
