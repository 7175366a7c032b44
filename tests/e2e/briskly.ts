import type { ConfigDraft } from '../../rig/processes/kiosk-config.ts';

/** Asks soon again after whatever was away; people are given as long as ever. */
export const briskly = (draft: ConfigDraft): ConfigDraft => ({
  ...draft,
  timing: { ...draft.timing, heartbeatMs: 500, retryFirstMs: 100, retryMostMs: 1_000 },
});
