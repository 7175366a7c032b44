import { createTransport } from 'nodemailer';
import type { MessageSender } from '../sender.ts';

const TIMEOUT_MS = 20_000;
/** RFC 5321 §4.2.1: 5yz is a permanent negative completion. */
const PERMANENT = 500;

/** E-mail through the ministry's own server; `url` as `smtps://user:password@host:465`. */
export const smtpSender = (url: string, from: string): MessageSender => {
  const transport = createTransport(
    { url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  const host = from.slice(from.lastIndexOf('@') + 1).replace(/>$/u, '');
  return {
    channel: 'email',
    send: async ({ id, address, subject, text, html }) => {
      try {
        await transport.sendMail({
          to: address,
          subject,
          text,
          html,
          messageId: `<${id}@${host}>`,
          headers: { 'auto-submitted': 'auto-generated' },
        });
        return 'accepted';
      } catch (error) {
        const { responseCode = 0 } = error as { responseCode?: number };
        // Of a refused sign-in too; but that is ours to mend and no fault of the address.
        const { code = '' } = error as { code?: string };
        return responseCode >= PERMANENT && code !== 'EAUTH' ? 'refused' : 'away';
      }
    },
    close: () => {
      transport.close();
    },
  };
};
