import type { TerminalReply } from '../../card-terminal.ts';
import type { TerminalMessage } from '../codec/messages.ts';

/** A message as the journal has it; `null` for what is no part of a payment's story. */
export const toReply = (message: TerminalMessage): TerminalReply | null => {
  switch (message.kind) {
    case 'positiveAnswer':
      return { kind: 'answer', code: 0 };
    case 'negativeAnswer':
      return { kind: 'answer', code: message.resultCode };
    case 'intermediateStatus':
      return { kind: 'intermediateStatus', code: message.status };
    case 'statusInformation':
      return { kind: 'statusInformation', code: message.status.resultCode };
    case 'completion':
      return { kind: 'completion', code: null };
    case 'abort':
      return { kind: 'abort', code: message.resultCode };
    case 'setTime':
    case 'print':
    case 'unknown':
      return null;
  }
};
