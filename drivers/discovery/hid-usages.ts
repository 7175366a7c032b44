import type { HidUsage } from './found-device.ts';

const MOST_USAGES = 16;
const LONG_ITEM = 0xfe;

/** Item tags with their type, the two low bits (size) left out: HID 1.11, 6.2.2. */
const USAGE_PAGE = 0x04;
const USAGE = 0x08;
const COLLECTION = 0xa0;
const END_COLLECTION = 0xc0;

/** The top-level collections of a report descriptor: what the device says it is. Nonsense gives none. */
export const usagesOf = (descriptor: Uint8Array): readonly HidUsage[] => {
  const found: HidUsage[] = [];
  let page = 0;
  let usage: number | null = null;
  let depth = 0;
  for (let at = 0; at < descriptor.length && found.length < MOST_USAGES;) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === LONG_ITEM) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 0x03] ?? 0;
    const data = descriptor.subarray(at + 1, at + 1 + size);
    if (data.length < size) break;
    const value = data.reduceRight((sum, byte) => sum * 256 + byte, 0);
    switch (prefix & 0xfc) {
      case USAGE_PAGE:
        page = value;
        break;
      case USAGE:
        // Four bytes bring their own page along. The first of several is the collection's.
        usage ??= size === 4 ? value : page * 0x1_0000 + value;
        break;
      case COLLECTION:
        if (depth === 0 && usage !== null)
          found.push({ page: Math.floor(usage / 0x1_0000), usage: usage % 0x1_0000 });
        depth += 1;
        usage = null;
        break;
      case END_COLLECTION:
        depth = Math.max(0, depth - 1);
        usage = null;
        break;
      default:
        // Main items use the local ones up.
        if ((prefix & 0x0c) === 0) usage = null;
    }
    at += 1 + size;
  }
  return found;
};
