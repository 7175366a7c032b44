/** The few command and response APDUs that are needed here (ISO/IEC 7816-4). Pure. */

export type CardResponse = {
  readonly data: Uint8Array;
  /** SW1 SW2; `0x9000` is success. */
  readonly status: number;
};

const SHORTEST_AID = 5;
const LONGEST_AID = 16;

/** SELECT by application identifier, first or only occurrence; `null` where that is no identifier. */
export const encodeSelect = (aid: Uint8Array): Uint8Array | null =>
  aid.length < SHORTEST_AID || aid.length > LONGEST_AID
    ? null
    : Uint8Array.of(0x00, 0xa4, 0x04, 0x00, aid.length, ...aid, 0x00);

/** `null`: not even a status word came. */
export const readResponse = (bytes: Uint8Array): CardResponse | null => {
  const [sw1, sw2] = bytes.subarray(-2);
  if (sw1 === undefined || sw2 === undefined) return null;
  return { data: bytes.slice(0, -2), status: sw1 * 256 + sw2 };
};

/** What T=0 still wants before `response` is whole: GET RESPONSE, or the same with the right length. */
export const followUp = (command: Uint8Array, { status }: CardResponse): Uint8Array | null => {
  const sw2 = status & 0xff;
  switch (status >> 8) {
    case 0x61:
      return Uint8Array.of(0x00, 0xc0, 0x00, 0x00, sw2);
    case 0x6c:
      return Uint8Array.of(...command.subarray(0, -1), sw2);
    default:
      return null;
  }
};
