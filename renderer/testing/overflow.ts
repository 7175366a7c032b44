/**
 * Runs inside the page: words that have no room – spilt out of their control, cut by what holds them, or under
 * something that is not theirs. In words, empty where nothing is. Must stand alone: it is sent to the page.
 */
export const overflows = (): string[] => {
  const found = new Set<string>();
  const scene: Element = document.querySelector('.veil') ?? document.body;
  const page = document.querySelector('.kiosk');
  const acts = document.querySelector('.frame-acts');
  const pageScrolls = page !== null && page.scrollHeight > page.clientHeight + 1;
  const said = (element: Element): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${element.textContent.trim().slice(0, 50)}”`;
  const unseen = (element: Element): boolean =>
    element.closest('.out-of-sight, [style*="clip"], [hidden]') !== null;
  /** What may be scrolled to is not lost. */
  const isScroller = (element: Element): boolean =>
    element.matches('.scroll-window') || (pageScrolls && element === page);

  /** What text must stay within: the control or card that it is the name of. */
  const BOXES = 'button, label, input, .bill, .service, .note, .panel, .sheet, .veil, .keyboard';

  const walker = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || (node.nodeValue ?? '').trim() === '' || unseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
    const box = element.closest(BOXES)?.getBoundingClientRect();
    const scroller = element.closest('.scroll-window');
    const window = scroller?.getBoundingClientRect();
    for (const line of lines) {
      // A font's box is higher than its letters; the middle three fifths are ink.
      const top = line.top + line.height / 5;
      const bottom = line.bottom - line.height / 5;
      if (
        box !== undefined &&
        (line.left < box.left - 1 ||
          line.right > box.right + 1 ||
          top < box.top - 1 ||
          bottom > box.bottom + 1)
      )
        found.add(`spilt: ${said(element)}`);
      for (let over = element.parentElement; over !== null; over = over.parentElement) {
        // What the root cuts is what the screen cuts: looked for below.
        if (isScroller(over) || over === document.body) break;
        const style = getComputedStyle(over);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const cut = over.getBoundingClientRect();
        if (
          line.left < cut.left - 1 ||
          line.right > cut.right + 1 ||
          top < cut.top - 1 ||
          bottom > cut.bottom + 1
        )
          found.add(`cut by ${over.getAttribute('class') ?? over.tagName}: ${said(element)}`);
      }
      const x = (line.left + line.right) / 2;
      const y = (line.top + line.bottom) / 2;
      if (line.left < -1 || line.right > innerWidth + 1)
        found.add(`beside the screen: ${said(element)}`);
      const scrolledOut =
        (window !== undefined && (line.top < window.top - 1 || line.bottom > window.bottom + 1)) ||
        (pageScrolls &&
          page.contains(element) &&
          acts?.contains(element) !== true &&
          line.bottom > (acts?.getBoundingClientRect().top ?? innerHeight)) ||
        y < 0 ||
        y > innerHeight;
      if (scrolledOut) continue;
      const there = document.elementFromPoint(x, y);
      // The whole of the attract screen is one target; what stands over it lets touches through.
      const meant =
        there?.closest('.attract-touch') !== null &&
        element.closest('.attract-bar, .attract-words') !== null;
      if (there !== null && !meant && !there.contains(element) && !element.contains(there))
        found.add(`under ${said(there)}: ${said(element)}`);
    }
  }

  for (const element of scene.querySelectorAll('*')) {
    if (
      unseen(element) ||
      isScroller(element) ||
      element.closest('svg') !== null ||
      element.matches('html, body')
    )
      continue;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    if (element.scrollWidth > element.clientWidth + 1)
      found.add(
        `${textOverflow === 'ellipsis' ? 'ends in …' : 'wider than its place'} by ${element.scrollWidth - element.clientWidth}: ${said(element)}`,
      );
    // What somebody writes scrolls in its field; what the field itself says has to fit.
    const scrollsAlone =
      element.closest('.scroll-window') === element ||
      (element instanceof HTMLTextAreaElement && element.value !== '');
    if (!scrollsAlone && element.scrollHeight > element.clientHeight + 1)
      found.add(
        `higher than its place by ${element.scrollHeight - element.clientHeight}: ${said(element)}`,
      );
  }
  return [...found];
};
