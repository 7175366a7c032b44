/** How fast the codecs are, in MB of wire bytes a second: medians of a few rounds on one thread. */
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import { createReplyParser } from '../../drivers/escpos/codec/replies.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { tokenize } from '../../drivers/escpos/simulator/tokenizer.ts';
import { deriveKey } from '../../drivers/nexo/sealing/key.ts';
import { NONCE_BYTES, seal, unseal } from '../../drivers/nexo/sealing/seal.ts';
import { createDeframer } from '../../drivers/zvt/codec/deframer.ts';
import { encodeFrame } from '../../drivers/zvt/codec/frame.ts';
import { readMessage } from '../../drivers/zvt/codec/read-message.ts';
import { knownTexts } from '../../engine/devices/known-texts.ts';
import { fixedDocuments } from '../../engine/receipts/fixed-documents.ts';
import { layoutFor } from '../../engine/receipts/layout-for.ts';
import { drawOnce } from '../../engine/receipts/receipt-printing.ts';
import { median } from './table.ts';
import { standardReceipt } from './receipt.ts';

export type Throughput = { readonly codec: string; readonly megabytesPerSecond: number };

const ROUNDS = 7;
const ROUND_MS = 80;
/** As a USB adapter cuts a stream. */
const CHUNK = 64;

/** `work` handles `bytes` wire bytes each time. */
const measure = (codec: string, bytes: number, work: () => void): Throughput => {
  work();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    let done = 0;
    while (performance.now() - start < ROUND_MS) {
      work();
      done += bytes;
    }
    return done / 1_000 / (performance.now() - start);
  });
  return { codec, megabytesPerSecond: median(rounds) };
};

const repeated = (part: Uint8Array, times: number): Uint8Array =>
  concatBytes(Array.from({ length: times }, () => part));

const chunksOf = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, i) =>
    bytes.subarray(i * CHUNK, (i + 1) * CHUNK),
  );

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Status information of an approved payment (ZVT digest §5): result, amount, trace, receipt, time, date. */
const APPROVED = fromHex(
  '04 0F 23 27 00 04 00 00 00 03 25 69 49 00 48 0B 00 08 31 0C 16 40 59 0D 11 22 87 00 17 29 12 34 56 78 3B 30 38 33 31 39 32 20 20',
);

const approvedApdu = (): Uint8Array => {
  const apdu = APPROVED.slice();
  apdu[2] = apdu.length - 3;
  return apdu;
};

const zvt = (): Throughput => {
  const stream = chunksOf(
    repeated(concatBytes([Uint8Array.of(0x06), encodeFrame(approvedApdu())]), 200),
  );
  const size = stream.reduce((sum, { length }) => sum + length, 0);
  return measure('ZVT deframer and BMP reader', size, () => {
    const deframer = createDeframer();
    for (const chunk of stream) {
      for (const event of deframer.feed(chunk)) {
        if (event.kind === 'frame') {
          const message = readMessage(event.apdu);
          if (message.kind !== 'statusInformation') throw new Error(`read as ${message.kind}`);
        } else if (event.kind === 'badFrame') throw new Error(event.reason);
      }
    }
  });
};

const replies = (): Throughput => {
  // Automatic status, two DLE EOT answers, a fence.
  const talk = fromHex('14 00 00 0F 12 16 37 22 30 30 34 32 00');
  const stream = chunksOf(repeated(talk, 400));
  const size = stream.reduce((sum, { length }) => sum + length, 0);
  return measure('ESC/POS reply parser', size, () => {
    const parser = createReplyParser();
    for (const chunk of stream) parser.push(chunk);
  });
};

/** A payment response as JSON, some 1.5 kB; a nonce may repeat here, where nothing is sent. */
const sealing = (): readonly Throughput[] => {
  const key = deriveKey({ keyIdentifier: 'bench', keyVersion: 1, passphrase: 'a passphrase' });
  const nonce = new Uint8Array(NONCE_BYTES);
  const answer = {
    SaleToPOIResponse: {
      PaymentResponse: Array.from({ length: 40 }, (_, i) => ({ [`Field${i}`]: 'value of it' })),
    },
  };
  const plaintext = Buffer.from(JSON.stringify(answer));
  const sealed = seal(plaintext, nonce, key);
  return [
    measure('nexo seal', plaintext.length, () => {
      seal(plaintext, nonce, key);
    }),
    measure('nexo unseal', plaintext.length, () => {
      if (!unseal(sealed, key).ok) throw new Error('cannot be unsealed');
    }),
  ];
};

const encoder = (): Throughput => {
  const facts = standardReceipt();
  drawOnce(fixedDocuments(knownTexts({ ar: '', en: '' }, null)), epson80mm203dpi);
  const layout = layoutFor();
  const size = concatBytes(layout(facts).bands).length;
  return measure('ESC/POS encoder: a whole receipt laid out', size, () => {
    layout(facts);
  });
};

const tokenizer = (): Throughput => {
  const receipt = concatBytes(layoutFor()(standardReceipt()).bands);
  return measure('ESC/POS tokenizer of the simulator', receipt.length, () => {
    tokenize(receipt);
  });
};

export const measureThroughput = (): readonly Throughput[] => [
  encoder(),
  tokenizer(),
  replies(),
  zvt(),
  ...sealing(),
];
