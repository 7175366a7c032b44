import type { WebContents } from 'electron';

const LONGEST_SIDE = 960;
/** Together with its message, below what the engine and the gateway take. */
const MOST_CHARACTERS = 100_000;
const QUALITIES = [70, 50, 35, 20];

/** What the page shows, at half the kiosk's size, as a JPEG in base64; rejects where none is small enough. */
export const pictureOf = async (contents: WebContents): Promise<string> => {
  const whole = await contents.capturePage();
  const { width, height } = whole.getSize();
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1));
  const small = whole.resize({ width: Math.round(width * scale), quality: 'better' });
  for (const quality of QUALITIES) {
    const text = small.toJPEG(quality).toString('base64');
    if (text.length <= MOST_CHARACTERS) return text;
  }
  throw new Error('no picture of this page is small enough');
};
