import { createEscposWire } from './escpos-wire.ts';
import type { WireReader } from './seen.ts';
import type { WireKind } from './session-file.ts';
import { createPersonalWire, createTextWire } from './text-wire.ts';
import { createZvtSerialWire, createZvtTcpWire } from './zvt-wire.ts';

const READERS: Readonly<Record<WireKind, () => WireReader>> = {
  zvtSerial: createZvtSerialWire,
  zvtTcp: createZvtTcpWire,
  escpos: createEscposWire,
  text: () => createTextWire(),
  personal: createPersonalWire,
};

export const createWireReader = (kind: WireKind): WireReader => READERS[kind]();
