import { normaliseDigits } from '../../contract/digits.ts';
import {
  emailAddressSchema,
  phoneAddressSchema,
  type MessageAddress,
  type MessageChannel,
} from '../../contract/receipt-message.ts';

const BAHRAIN = '+973';
/** Mobile numbers here: eight digits, the first a 3 or a 6. */
const MOBILE = /^[36][0-9]{7}$/u;
const LONGEST = 254;

const phoneOf = (typed: string): string | null => {
  const digits = normaliseDigits(typed);
  if (MOBILE.test(digits)) return `${BAHRAIN}${digits}`;
  if (!digits.startsWith('00')) return null;
  const phone = `+${digits.slice(2)}`;
  const own = phone.startsWith(BAHRAIN);
  if (own && !MOBILE.test(phone.slice(BAHRAIN.length))) return null;
  return phoneAddressSchema.safeParse(phone).data ?? null;
};

/** What was typed as an address, or `null` where it cannot be one. Abroad begins with `00`. */
export const readAddress = (channel: MessageChannel, typed: string): MessageAddress | null => {
  const text = typed.slice(0, 2 * LONGEST).trim();
  if (channel === 'sms') {
    const address = phoneOf(text);
    return address === null ? null : { channel, address };
  }
  const address = emailAddressSchema.safeParse(text.toLowerCase()).data;
  return address === undefined ? null : { channel, address };
};

/** As the screen shows it afterwards: who knows the address recognises it. */
export const maskAddress = ({ channel, address }: MessageAddress): string => {
  if (channel === 'sms') return `${'*'.repeat(address.length - 4)}${address.slice(-3)}`;
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}***${address.slice(at)}`;
};
