/** How the terminal is set up; the control socket changes all but its name. */
export type Settings = {
  readonly poiId: string;
  paceMs: number;
  cardWaitMs: number;
  autoCard: boolean;
  busy: boolean;
  encoding: 'form' | 'json';
  /** `MaskedPAN`, and optional members left out, as other makers have it. */
  standardSpelling: boolean;
  globalStatus: 'OK' | 'Busy' | 'Maintenance' | 'Unreachable';
  readerWorks: boolean;
  hostReachable: boolean;
  /** Approvals ask the host. */
  online: boolean;
  undelivered: number;
};
