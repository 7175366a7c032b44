import { message, POSITIVE } from './apdu.ts';
import { bcd, container, readBcd, readFields, tlv } from './fields.ts';
import { type Registration } from './registered.ts';
import type { Handler } from './terminal.ts';

const fromConfigByte = (
  config: number,
  tlv: Pick<Registration, 'knowsTlv' | 'takesBlocks'>,
  printsThroughTill: boolean,
): Registration => ({
  wantsStatus: (config & 0x08) !== 0,
  wantsReceiptText: printsThroughTill || (config & 0x82) === 0x82,
  ...tlv,
});

/** Tag 26 in the container: `0A 02 06 D3` among the commands the till can process (ZVT digest §9). */
const listsTextBlocks = (container: Uint8Array | undefined): boolean =>
  container !== undefined && Buffer.from(container).includes(Buffer.from([0x0a, 0x02, 0x06, 0xd3]));

/** `06 00 <pw 3> <config 1> [<CC 2> [03 <service>] [06 <TLV>]]` (ZVT digest §5.1). */
export const register: Handler = async (terminal, data) => {
  const config = data[3];
  if (config === undefined || data.length === 5) return terminal.refuse(0x9a);
  const fields = readFields(data.subarray(6));
  if (typeof fields === 'string') return terminal.refuse(fields === 'unknownField' ? 0x83 : 0x9a);
  const { currency, terminalId } = terminal.settings;
  const asked = data.length > 4 ? readBcd(data.subarray(4, 6)) : null;
  if (asked !== null && asked !== currency) {
    await terminal.reply(message(0x841e, 0x6f, ...bcd(currency, 2)));
    return;
  }
  const knowsTlv = fields.has(0x06);
  const takesBlocks = listsTextBlocks(fields.get(0x06));
  await terminal.operate(async () => {
    terminal.registration = fromConfigByte(
      config,
      { knowsTlv, takesBlocks },
      terminal.settings.printsThroughTill,
    );
    await terminal.complete(
      ...[0x19, 0x00],
      ...[0x29, ...bcd(terminalId, 4)],
      ...[0x49, ...bcd(currency, 2)],
      ...(knowsTlv ? container(tlv(0x27, tlv(0x14, [0xff])), tlv(0x12, [0x42])) : []),
    );
  });
};

/** `06 02`: the config byte becomes 86, and no TLV any more (ZVT digest §5.2). */
export const logOff: Handler = async (terminal) => {
  terminal.registration = fromConfigByte(
    0x86,
    { knowsTlv: false, takesBlocks: false },
    terminal.settings.printsThroughTill,
  );
  await terminal.reply(POSITIVE);
};
