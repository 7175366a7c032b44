import type { KioskConfig } from '../contract/config.ts';
import type { RandomBytes } from '../contract/ids.ts';
import type { PrintJob } from '../drivers/receipt-printer.ts';
import type { Activity } from './devices/activity.ts';
import type { CabinetRole } from './devices/cabinet-role.ts';
import type { PrinterRole } from './devices/printer-role.ts';
import type { TerminalRole } from './devices/terminal-role.ts';
import type { GatewayFetch } from './gateway/client.ts';
import type { RequestSigner } from './gateway/request-signature.ts';
import type { ShortOfRoom } from './health/disk-room.ts';
import type { Heads } from './journal/heads.ts';
import type { IdentityPlace } from './identity/place.ts';
import type { LiveKey } from './keys/live-key.ts';
import type { KeptAnchor } from './journal/heads.ts';
import type { Log } from './log.ts';
import type { TailLine } from './log-tail.ts';
import type { Mutex } from './mutex.ts';
import type { ApprovalDeps } from './payments/approval.ts';
import type { WaitingReceiptMessages } from './messages/waiting.ts';
import type { PaperFacts } from './receipts/layout-for.ts';
import type { Voice } from './speech/voice.ts';
import type { WaitingMessages } from './tawasul/waiting.ts';
import type { KioskFile } from './technician/binding.ts';
import type { StaffBook } from './technician/book.ts';
import type { Readers } from './view.ts';

/** What the engine is made of; everything that touches the world comes from outside. */
export type EngineDeps = ApprovalDeps & {
  readonly config: KioskConfig;
  readonly random: RandomBytes;
  /** How requests to the gateway travel; the machine's own network unless told otherwise. */
  readonly fetch?: GatewayFetch;
  /** Who vouches for them; the kiosk's own key (RFC 9421) unless told otherwise. */
  readonly signer?: RequestSigner;
  readonly terminal: TerminalRole;
  /** The terminal's: one operation at a time. */
  readonly mutex: Mutex;
  readonly printer: PrinterRole;
  readonly readers: Readers;
  readonly cabinet: CabinetRole | null;
  /** Hears on which device's line something comes; absent: no device is found by touching it. */
  readonly activity?: Activity;
  readonly layout: (facts: PaperFacts) => PrintJob;
  /** Where what people write to the ministries waits; absent: nothing is taken. */
  readonly messages?: WaitingMessages;
  /** Where requests for a receipt by message wait; absent: none is sent. */
  readonly receiptMessages?: WaitingReceiptMessages;
  readonly heads: Heads;
  /** Where what the kiosk is to the gateway is kept; absent: it is taken for known, and keeps its key. */
  readonly identity?: { readonly place: IdentityPlace; readonly key: LiveKey };
  /** Absent: nothing is anchored at the gateway. */
  readonly anchor?: KeptAnchor;
  /** What speaks to whoever wears the headset; absent: nothing. */
  readonly voice?: Voice;
  /** Where a disk is short of room; nowhere unless told. */
  readonly room?: () => ShortOfRoom | null;
  /** Another one at every start of the machine; absent: it cannot be told. */
  readonly bootId?: () => string;
  /** Restarts the machine; whether it was told to. Absent: it cannot. */
  readonly restartMachine?: () => Promise<boolean>;
  /** The latest lines of the log, as they may leave the kiosk; absent: none. */
  readonly logTail?: () => readonly TailLine[];
  /** Where what the staff do is written; absent: no technician can enter. */
  readonly staffBook?: StaffBook;
  /** Absent: bindings are changed in the file by hand. */
  readonly kioskFile?: KioskFile;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
};
