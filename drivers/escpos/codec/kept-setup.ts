import { concatBytes } from './bytes.ts';
import { leftMargin } from './alone.ts';
import { bold, characterSize, font, justify, reverse } from './commands.ts';
import { userCharacters } from './user-characters.ts';

/**
 * In place of `jobSetup` for a printer that holds a set: `ESC @` would forget its characters (digest §1.7).
 * Puts back what a receipt changes.
 */
export const keptSetup = (): Uint8Array =>
  concatBytes([
    font('A'),
    characterSize(1, 1),
    bold(false),
    reverse(false),
    justify('left'),
    leftMargin(0),
    userCharacters(false),
  ]);
