import { ownTexts } from './own-texts.ts';

/** What may show anything at all, whatever text stands beside it. */
const GRAPHICS = 'input, textarea, select, canvas, img, video, iframe, .qr';
const MARGIN_PX = 6;

const isDrawn = ({ width, height }: DOMRect): boolean => width > 0 && height > 0;

/** Where text stands that is no text of ours, and whatever else may tell of a person. */
export const placesToCover = (root: HTMLElement): readonly DOMRect[] => {
  const own = ownTexts();
  const found: DOMRect[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    const text = texts.currentNode;
    const words = (text.nodeValue ?? '').trim();
    if (words === '' || own.has(words)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    found.push(...[...range.getClientRects()].filter(isDrawn));
  }
  for (const graphic of root.querySelectorAll(GRAPHICS))
    found.push(...[graphic.getBoundingClientRect()].filter(isDrawn));
  return found;
};

const coverOver = (places: readonly DOMRect[]): HTMLElement => {
  const cover = document.createElement('div');
  // In the top layer, above dialogs.
  cover.popover = 'manual';
  cover.setAttribute('aria-hidden', 'true');
  Object.assign(cover.style, {
    position: 'fixed',
    inset: '0',
    width: 'auto',
    height: 'auto',
    margin: '0',
    padding: '0',
    border: '0',
    background: 'transparent',
    pointerEvents: 'none',
  });
  for (const { left, top, width, height } of places) {
    const patch = document.createElement('div');
    Object.assign(patch.style, {
      position: 'fixed',
      left: `${String(left - MARGIN_PX)}px`,
      top: `${String(top - MARGIN_PX)}px`,
      width: `${String(width + 2 * MARGIN_PX)}px`,
      height: `${String(height + 2 * MARGIN_PX)}px`,
      background: '#000',
    });
    cover.append(patch);
  }
  return cover;
};

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });

/**
 * Runs `work` while everything that is not a fixed text of ours is painted over, and hands on what it
 * gives; `null` where the page changed meanwhile, since something new may have stood there uncovered.
 */
export const whileCovered = async <T>(work: () => Promise<T>): Promise<T | null> => {
  const root = document.body;
  const cover = coverOver(placesToCover(root));
  root.append(cover);
  cover.showPopover();
  let changes = 0;
  const watch = new MutationObserver((seen) => {
    changes += seen.length;
  });
  watch.observe(root, { subtree: true, childList: true, characterData: true });
  const moved = (): void => {
    changes += 1;
  };
  document.addEventListener('scroll', moved, { capture: true, passive: true });
  try {
    // Painted in the first, on the screen by the second.
    await nextFrame();
    await nextFrame();
    const result = await work();
    changes += watch.takeRecords().length;
    return changes > 0 ? null : result;
  } finally {
    watch.disconnect();
    document.removeEventListener('scroll', moved, { capture: true });
    cover.remove();
  }
};
