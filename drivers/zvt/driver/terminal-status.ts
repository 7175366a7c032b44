/** ZVT terminal status (digest §10, "Terminal status"), in words for the technician. */
const WORDS: Readonly<Record<number, string>> = {
  0x00: 'ready',
  0x51: 'initialisation needed',
  0x62: 'date or time wrong',
  0x9c: 'busy, please wait',
  0x9d: 'partial issue',
  0xb1: 'memory full: end of day or technician',
  0xb2: 'merchant journal full',
  0xbf: 'supply voltage low',
  0xc0: 'card lock defective',
  0xc1: 'merchant card locked',
  0xc2: 'diagnosis needed',
  0xc4: 'card profile missing',
  0xcc: 'printer not ready',
  0xdc: 'ready, a card is inserted',
  0xdf: 'out of order',
  0xe0: 'remote maintenance',
  0xe1: 'card not fully removed',
  0xe2: 'card reader defective',
  0xe3: 'shutter closed',
  0xe4: 'activation needed',
  0xf0: 'end of day due',
  0xf6: 'OPT data missing',
};

/** E.g. `F0 end of day due`. */
export const describeTerminalStatus = (status: number): string => {
  const code = status.toString(16).toUpperCase().padStart(2, '0');
  return `${code} ${WORDS[status] ?? 'not described'}`;
};

const READY_WITH_CARD = 0xdc;

/** A card that is still in hinders no payment: the terminal asks for it or gives it back (digest §10). */
export const isReady = (status: number): boolean => status === 0 || status === READY_WITH_CARD;
