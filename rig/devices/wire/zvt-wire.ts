import { createApduStream } from '../../../drivers/zvt/codec/apdu-stream.ts';
import { createDeframer, type LineEvent } from '../../../drivers/zvt/codec/deframer.ts';
import { ACK, encodeFrame, NAK } from '../../../drivers/zvt/codec/frame.ts';
import { readMessage } from '../../../drivers/zvt/codec/read-message.ts';
import { hidePacked, hideWritten } from './hide-numbers.ts';
import type { Seen, WireReader } from './seen.ts';
import type { Towards } from './tap.ts';

/** What the kiosk may send (digest §5). */
const COMMANDS: Readonly<Record<string, string>> = {
  '0600': 'registration',
  '0601': 'authorisation',
  '0602': 'logOff',
  '0620': 'repeatReceipt',
  '0630': 'reversal',
  '0650': 'endOfDay',
  '0670': 'diagnosis',
  '0501': 'statusEnquiry',
  '06b0': 'abort',
  '8000': 'positiveAnswer',
};

const commandName = (apdu: Uint8Array): string => {
  const control = Buffer.from(apdu.subarray(0, 2)).toString('hex');
  return COMMANDS[control] ?? (control.startsWith('84') ? 'negativeAnswer' : control);
};

/** Said of a terminal's message; only fields that the codec lets through. */
const describe = (message: ReturnType<typeof readMessage>): string => {
  const { kind, ...rest } = message;
  if (message.kind === 'print') return 'print';
  if (message.kind === 'completion') return 'completion';
  const fields = 'status' in rest && typeof rest.status === 'object' ? rest.status : rest;
  const known = Object.entries(fields ?? {}).filter(([, value]) => value !== null);
  return known.length === 0 ? kind : `${kind} ${JSON.stringify(Object.fromEntries(known))}`;
};

/** A message as it may be seen: the codec wipes what a receipt does not need, completions are looked at too. */
const seenMessage = (towards: Towards, apdu: Uint8Array): { bytes: Uint8Array; said: string } => {
  if (towards === 'device') return { bytes: apdu, said: commandName(apdu) };
  const message = readMessage(apdu);
  const bytes = message.kind === 'completion' ? hidePacked(hideWritten(apdu)) : apdu;
  return { bytes, said: describe(message) };
};

/** Stands for a frame that came broken: as broken as that one, with nothing of it. */
const BROKEN_FRAME = Uint8Array.of(0x10, 0x02, 0x00, 0x10, 0x03, 0x00, 0x00);

const seenEvent = (towards: Towards, event: LineEvent): Seen => {
  switch (event.kind) {
    case 'ack':
      return { towards, bytes: Uint8Array.of(ACK), meaning: 'ACK' };
    case 'nak':
      return { towards, bytes: Uint8Array.of(NAK), meaning: 'NAK' };
    case 'badFrame':
      return { towards, bytes: BROKEN_FRAME, meaning: `badFrame ${event.reason}` };
    case 'frame': {
      const { bytes, said } = seenMessage(towards, event.apdu);
      return { towards, bytes: encodeFrame(bytes), meaning: said };
    }
  }
};

/** ZVT on a serial line: whole frames, with the check sum of what is shown; noise between them is left out. */
export const createZvtSerialWire = (): WireReader => {
  const deframers = { device: createDeframer(), kiosk: createDeframer() };
  return {
    push: (towards, chunk) =>
      deframers[towards].feed(chunk).map((event) => seenEvent(towards, event)),
    flush: () =>
      (['device', 'kiosk'] as const).flatMap((towards) =>
        deframers[towards].quiet().map((event) => seenEvent(towards, event)),
      ),
  };
};

/** ZVT over TCP: bare messages. */
export const createZvtTcpWire = (): WireReader => {
  const streams = { device: createApduStream(), kiosk: createApduStream() };
  return {
    push: (towards, chunk) =>
      streams[towards].feed(chunk).map((apdu) => {
        const { bytes, said } = seenMessage(towards, apdu);
        return { towards, bytes, meaning: said };
      }),
    flush: () => [],
  };
};
