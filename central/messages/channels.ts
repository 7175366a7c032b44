import { messageChannelSchema } from '../../contract/receipt-message.ts';

export const CHANNELS = messageChannelSchema.options;
