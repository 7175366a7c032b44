/** The rig could not do what was asked; the message is for the person at the keyboard. */
export class RigError extends Error {
  /** What a command should end with: 1, or `sysexits.h` where there is a better word. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'RigError';
    this.exitCode = exitCode;
  }
}
