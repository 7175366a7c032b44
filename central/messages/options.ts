import type { MessageChannel } from '../../contract/receipt-message.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { MessageSender } from './sender.ts';
import { folderSender } from './senders/folder.ts';
import { httpSmsSender } from './senders/http-sms.ts';
import { smtpSender } from './senders/smtp.ts';

/** How receipts leave the house; without any of it they do not. */
export type MessageOptions = {
  readonly receiptUrl: string;
  /** Passwords may stand in it: from the environment only. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  readonly sms: { readonly url: string; readonly token: string | null } | null;
  /** Development: files instead. */
  readonly folder: string | null;
};

export const MESSAGES_USAGE = `  --receipt-url URL    what a slip's QR leads to, the code appended; needed to send receipts
  --messages-folder D  development: receipts by message become files in D

  KHIDMA_SMTP_URL      smtps://user:password@host:465, sends receipts by e-mail
  KHIDMA_MAIL_FROM     their sender, e.g. "Khidma <receipts@khidma.example>"
  KHIDMA_SMS_URL       takes POST {"to","text"}, sends receipts by text message
  KHIDMA_SMS_TOKEN     its bearer token
`;

const isAddress = (text: string, protocol: RegExp): boolean =>
  URL.canParse(text) && protocol.test(new URL(text).protocol);

/** What was asked for, or what is wrong with it, in words that quote no password. */
export const readMessageOptions = (
  values: { readonly 'receipt-url'?: string; readonly 'messages-folder'?: string },
  env: Readonly<Record<string, string | undefined>>,
  production: boolean,
): Result<MessageOptions | null, string> => {
  const smtpUrl = env['KHIDMA_SMTP_URL'] ?? '';
  const from = env['KHIDMA_MAIL_FROM'] ?? '';
  const smsUrl = env['KHIDMA_SMS_URL'] ?? '';
  const token = env['KHIDMA_SMS_TOKEN'] ?? null;
  const folder = values['messages-folder'] ?? null;
  if (smtpUrl === '' && smsUrl === '' && folder === null) return ok(null);
  const receiptUrl = values['receipt-url'] ?? '';
  if (!isAddress(receiptUrl, /^https?:$/u))
    return fail('--receipt-url: an http(s):// address is needed to send receipts');
  if (smtpUrl !== '' && !isAddress(smtpUrl, /^smtps?:$/u))
    return fail('KHIDMA_SMTP_URL: allowed is an smtp(s):// address');
  if (smtpUrl !== '' && !from.includes('@'))
    return fail('KHIDMA_MAIL_FROM: a sender with an address is needed for e-mail');
  if (smsUrl !== '' && !isAddress(smsUrl, /^https?:$/u))
    return fail('KHIDMA_SMS_URL: allowed is an http(s):// address');
  if (folder !== null && production)
    return fail('--messages-folder: personal data in files is for development only');
  return ok({
    receiptUrl,
    smtp: smtpUrl === '' ? null : { url: smtpUrl, from },
    sms: smsUrl === '' ? null : { url: smsUrl, token },
    folder,
  });
};

/** One sender a channel: a real one where there is one, else the folder. */
export const sendersOf = ({ smtp, sms, folder }: MessageOptions): readonly MessageSender[] => {
  const instead = (channel: MessageChannel): readonly MessageSender[] =>
    folder === null ? [] : [folderSender(channel, folder)];
  return [
    ...(sms === null ? instead('sms') : [httpSmsSender(sms.url, sms.token)]),
    ...(smtp === null ? instead('email') : [smtpSender(smtp.url, smtp.from)]),
  ];
};
