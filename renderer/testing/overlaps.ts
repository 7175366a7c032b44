/**
 * Runs inside the page: which words are drawn over others, under the flag, or over a control that is
 * not theirs. In words, empty where nothing is. Must stand alone: it is sent to the page.
 */
export const overlaps = (): string[] => {
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  interface Drawn {
    readonly element: Element;
    readonly box: Box;
  }
  const dialog = document.querySelector('.veil');
  const scene: Element = dialog ?? document.body;
  const said = ({ element }: Drawn): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${element.textContent.trim().slice(0, 40)}”`;
  const meet = (a: Box, b: Box): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

  /** What a scrolled list lets through of a box; null where it is scrolled out. */
  const page = document.querySelector('.kiosk');
  const scrolls = page !== null && page.scrollHeight > page.clientHeight + 1;
  const acts = document.querySelector('.frame-acts');
  /** Where a page that scrolls as a whole is seen: above its acts. */
  const aboveActs = (element: Element): Box | undefined => {
    if (!scrolls || !page.contains(element) || acts?.contains(element) === true) return undefined;
    const { left, top, right, bottom } = page.getBoundingClientRect();
    return { left, top, right, bottom: acts?.getBoundingClientRect().top ?? bottom };
  };
  const visible = (element: Element, box: Box): Box | null => {
    const clip = aboveActs(element) ?? element.closest('.scroll-window')?.getBoundingClientRect();
    if (clip === undefined) return box;
    const left = Math.max(box.left, clip.left);
    const top = Math.max(box.top, clip.top);
    const right = Math.min(box.right, clip.right);
    const bottom = Math.min(box.bottom, clip.bottom);
    return right > left && bottom > top ? { left, top, right, bottom } : null;
  };

  const words: Drawn[] = [];
  const walker = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || (node.nodeValue ?? '').trim() === '') continue;
    if (element.closest('.out-of-sight, [style*="clip"]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      if (line.width === 0) continue;
      // A font's box is higher than its letters; the middle three fifths are ink.
      const spare = line.height / 5;
      const box = visible(element, {
        left: line.left,
        top: line.top + spare,
        right: line.right,
        bottom: line.bottom - spare,
      });
      if (box !== null) words.push({ element, box });
    }
  }

  const drawn = (selector: string): Drawn[] =>
    [...scene.querySelectorAll(selector)].flatMap((element) => {
      const box = visible(element, element.getBoundingClientRect());
      return box === null ? [] : [{ element, box }];
    });
  const ornaments = drawn('.flag');
  // The whole of the attract screen is one target; what stands over it is meant to.
  const controls = drawn('button:not(.attract-touch), label, input');
  const figures = drawn('.qr, .reader, .note svg, .receipt svg, .service svg');

  const found: string[] = [];
  for (const flag of ornaments)
    for (const other of [...words, ...controls, ...figures])
      if (meet(flag.box, other.box)) found.push(`the flag and ${said(other)}`);
  for (const word of words)
    for (const other of [...controls, ...figures])
      if (!other.element.contains(word.element) && meet(word.box, other.box))
        found.push(`${said(word)} over ${said(other)}`);
  for (const [index, a] of words.entries())
    for (const b of words.slice(index + 1))
      if (a.element !== b.element && meet(a.box, b.box)) found.push(`${said(a)} over ${said(b)}`);
  return found;
};
