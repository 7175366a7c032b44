/** How a command ends; `--help` says it in words. */
export const EXIT = {
  done: 0,
  /** The device answered, but not as it should. */
  refused: 1,
  /** May be on paper, may have been charged. */
  unknown: 2,
  usage: 64,
  unavailable: 69,
  inUse: 75,
  config: 78,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
