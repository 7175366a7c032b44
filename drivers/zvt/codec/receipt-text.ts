import { readBmps } from './bmp.ts';
import { hideCardNumbers } from './card-data.ts';
import { CP437, decodeText, type Charset } from './charset.ts';
import { readTlv, type TlvObject } from './tlv.ts';

/** Receipt text as the terminal gave it, card numbers hidden. */
export type PrintedText = {
  /** Tag 1F07; `null` where it did not say. */
  readonly receipt: 'merchant' | 'customer' | 'administration' | null;
  readonly lines: readonly string[];
};

const LINE = 0x07;
const ATTRIBUTE = 0x09;
const CHARSET = 0x14;
const TEXTS = 0x25;
const RECEIPT_TYPE = 0x1f07;
const TLV_CONTAINER = 0x06;
/** Attribute `FF`: line feeds, the next byte counts them (digest §6.5). */
const LINE_FEEDS = 0xff;
const MOST_LINE_FEEDS = 32;

const receiptOf = (value: number | undefined): PrintedText['receipt'] => {
  if (value === 0x01) return 'merchant';
  if (value === 0x02) return 'customer';
  return value === 0x03 ? 'administration' : null;
};

const findTag = (objects: readonly TlvObject[], tag: number): TlvObject | undefined =>
  objects.find((object) => object.tag === tag);

const textLine = (bytes: Uint8Array, charset: Charset): string =>
  hideCardNumbers(decodeText(bytes, charset));

/**
 * Revisions before 13.06 allowed a TLV container after the text (digest §14). Only one that ends
 * exactly with the message and holds nothing but the receipt type is taken for it.
 */
const cutTrailingType = (
  text: Uint8Array,
): { readonly text: Uint8Array; readonly receipt: PrintedText['receipt'] } => {
  const tail = text.subarray(-6);
  const isType =
    tail.length === 6 &&
    tail[0] === TLV_CONTAINER &&
    tail[1] === 0x04 &&
    tail[2] === 0x1f &&
    tail[3] === 0x07 &&
    tail[4] === 0x01;
  return isType
    ? { text: text.subarray(0, -6), receipt: receiptOf(tail[5]) }
    : { text, receipt: null };
};

/** The data of `06 D1`: attribute and text, one line. */
export const readPrintLine = (data: Uint8Array): PrintedText => {
  if (data[0] === LINE_FEEDS) {
    const count = Math.min(data[1] ?? 1, MOST_LINE_FEEDS);
    return { receipt: null, lines: Array<string>(count).fill('') };
  }
  const { text, receipt } = cutTrailingType(data.subarray(1));
  return { receipt, lines: [textLine(text, CP437)] };
};

/** The data of `06 D3`: `06 <14, 1F07, 25 <09, 07 …>>`. What cannot be read is left out. */
export const readPrintBlock = (data: Uint8Array): PrintedText => {
  const container = readBmps(data).fields.find(({ bmp }) => bmp === TLV_CONTAINER);
  const { objects } = readTlv(container?.value ?? new Uint8Array());
  const charset = findTag(objects, CHARSET)?.value[0] ?? CP437;
  const lines = objects
    .filter(({ tag }) => tag === TEXTS)
    .flatMap(({ value }) => readTlv(value).objects)
    .flatMap(({ tag, value }) => {
      if (tag === LINE) return [textLine(value, charset)];
      return tag === ATTRIBUTE && value[0] === LINE_FEEDS ? [''] : [];
    });
  return { receipt: receiptOf(findTag(objects, RECEIPT_TYPE)?.value[0]), lines };
};
