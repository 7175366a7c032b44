import { message, POSITIVE } from './apdu.ts';
import { bcd, container, readBcd, readFields, tlv } from './fields.ts';
import { type Registration } from './registered.ts';
import type { Handler } from './terminal.ts';

const fromConfigByte = (config: number, knowsTlv: boolean): Registration => ({
  wantsStatus: (config & 0x08) !== 0,
  wantsReceiptText: (config & 0x82) === 0x82,
  knowsTlv,
});

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
  await terminal.operate(async () => {
    terminal.registration = fromConfigByte(config, knowsTlv);
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
  terminal.registration = fromConfigByte(0x86, false);
  await terminal.reply(POSITIVE);
};
