/** What the till asked for in `06 00`; kept until log-off or restart. */
export type Registration = {
  /** Config bit 08: it wants `04 FF`. */
  readonly wantsStatus: boolean;
  /** Config bits 02 and 80: payment receipts come as `06 D1` lines. */
  readonly wantsReceiptText: boolean;
  /** Tag 26 lists `06 D3`: text comes in blocks, otherwise line by line. */
  readonly takesBlocks: boolean;
  /** It sent a TLV container, so it may be sent one. */
  readonly knowsTlv: boolean;
};

export const UNREGISTERED: Registration = {
  wantsStatus: false,
  wantsReceiptText: false,
  takesBlocks: false,
  knowsTlv: false,
};
