import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageChannel } from '../../../contract/receipt-message.ts';
import type { MessageSender } from '../sender.ts';

/** For development: what would have been sent, as one file each in `folder`. */
export const folderSender = (channel: MessageChannel, folder: string): MessageSender => {
  mkdirSync(folder, { recursive: true });
  return {
    channel,
    send: ({ id, address, subject, text, html }) => {
      const file = join(folder, `${id}.${channel === 'email' ? 'html' : 'txt'}`);
      const body =
        channel === 'email'
          ? `<!-- ${address}: ${subject} -->\n${html}`
          : `${address}\n\n${text}\n`;
      writeFileSync(`${file}.new`, body);
      renameSync(`${file}.new`, file);
      return Promise.resolve('accepted');
    },
    close: () => undefined,
  };
};
