/** Messages that central has not acknowledged. */
import { join } from 'node:path';
import {
  suggestionIdSchema,
  suggestionSchema,
  type Suggestion,
  type SuggestionId,
} from '../../contract/tawasul.ts';
import type { Sealer } from '../journal/sealed.ts';
import { openWaiting, type Waiting } from '../waiting/waiting.ts';

export type WaitingMessages = Waiting<SuggestionId, Suggestion>;

const FOLDER = 'tawasul';
export const MOST_WAITING = 200;

export const openWaitingMessages = (
  dataFolder: string,
  sealer: Sealer,
  most: number = MOST_WAITING,
): WaitingMessages =>
  openWaiting({
    folder: join(dataFolder, FOLDER),
    sealer,
    most,
    readId: (text) => suggestionIdSchema.safeParse(text).data ?? null,
    readContent: (value) => suggestionSchema.safeParse(value).data ?? null,
  });
