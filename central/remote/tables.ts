import type { RemoteActName } from '../../contract/remote-act-rules.ts';
import type { RemoteActRefusal } from '../../contract/remote-acts.ts';

/** Times in whole milliseconds since 1970. */
export interface RemoteTables {
  /** What somebody at a desk had a kiosk do, as it was signed, and what came of it. */
  remote_act: {
    act_id: string;
    kiosk_id: string;
    act: RemoteActName;
    by_subject: string;
    by_name: string;
    because: string;
    issued_at_ms: number;
    expires_at_ms: number;
    /** The exact text that `signature` is over. */
    document: string;
    key_id: string;
    signature: string;
    status: 'open' | 'done' | 'refused';
    reason: RemoteActRefusal | null;
    answered_at_ms: number | null;
  };
  remote_act_picture: { act_id: string; taken_at_ms: number; jpeg: Uint8Array };
}
