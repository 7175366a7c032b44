/** How a line of a check begins on the guest's serial console. */
export const MARK = '@check ';

/** One line: something that was seen, or a scenario that broke off. */
export type Check = {
  readonly name: string;
  /** Since the guest's program began. */
  readonly atMs: number;
  readonly saw?: unknown;
  readonly threw?: string;
};
