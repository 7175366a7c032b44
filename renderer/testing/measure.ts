/** Runs inside the page: what of the drawn screen breaks the rules of size, room and place. */
export interface Limits {
  readonly textPx: number;
  readonly targetPx: number;
  readonly gapPx: number;
  readonly amountPx: number;
}

export const LIMITS: Limits = { textPx: 26, targetPx: 96, gapPx: 16, amountPx: 72 };

/** Every breach in words; empty where the screen is as it should be. Must stand alone: it is sent to the page. */
export const breaches = (limits: Limits): string[] => {
  const found: string[] = [];
  const root = document.documentElement;
  const named = (element: Element): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${element.textContent.slice(0, 40)}"`;
  const behindDialog = (element: Element): boolean =>
    element.closest('[inert], [aria-hidden="true"]') !== null;
  const outOfSight = (element: Element): boolean =>
    element.closest('.out-of-sight, [style*="clip"]') !== null;

  // Larger text: the page itself scrolls under its acts.
  const page = document.querySelector('.kiosk');
  const scrolls = page !== null && page.scrollHeight > page.clientHeight + 1;
  const scrolledAway = (element: Element): boolean =>
    scrolls && page.contains(element) && element.closest('.frame-acts') === null;

  if (root.scrollWidth > innerWidth) found.push(`page is ${root.scrollWidth} px wide`);
  if (root.scrollHeight > innerHeight) found.push(`page is ${root.scrollHeight} px high`);

  for (const region of document.querySelectorAll(
    '.frame, .frame-bar, .frame-head, .frame-body, .frame-aside, .frame-pad, .frame-acts, .sheet, .attract, .link-down, .button, .service, .bill, .note, .panel, .receipt-panel, .receipt-words',
  )) {
    if (region.scrollHeight > region.clientHeight + 1)
      found.push(
        `cut or spilt below by ${region.scrollHeight - region.clientHeight}: ${named(region)}`,
      );
    if (region.scrollWidth > region.clientWidth + 1)
      found.push(
        `cut or spilt aside by ${region.scrollWidth - region.clientWidth}: ${named(region)}`,
      );
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    if (element === null || (node.textContent ?? '').trim() === '' || outOfSight(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const style = getComputedStyle(element);
    if (Number.parseFloat(style.fontSize) < limits.textPx)
      found.push(`${style.fontSize} text: ${named(element)}`);
    if (box.left < 0 || box.right > innerWidth) found.push(`beside the screen: ${named(element)}`);
    if (
      !scrolledAway(element) &&
      element.closest('.scroll-window') === null &&
      (box.top < 0 || box.bottom > innerHeight)
    )
      found.push(`above or below the screen: ${named(element)}`);
    if (/\p{Script=Arabic}/u.test(node.textContent ?? '')) {
      if (style.letterSpacing !== 'normal') found.push(`letter-spaced Arabic: ${named(element)}`);
      if (style.fontStyle !== 'normal') found.push(`slanted Arabic: ${named(element)}`);
      if (style.textAlign === 'justify') found.push(`justified Arabic: ${named(element)}`);
      if (!element.matches(':lang(ar)')) found.push(`Arabic not marked as such: ${named(element)}`);
    }
  }

  const targets = [
    ...document.querySelectorAll('button, label, input:not(label input), a, [role="button"]'),
  ]
    .filter(
      (element) => element.checkVisibility() && !behindDialog(element) && !outOfSight(element),
    )
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  // Twelve letters stand in a row: they are smaller and closer than other targets.
  const isKey = (element: Element): boolean => element.closest('.keyboard') !== null;
  for (const { element, box } of targets) {
    const least = isKey(element) ? Math.min(limits.targetPx, 68) : limits.targetPx;
    if (box.height < least || box.width < least)
      found.push(
        `target of ${Math.round(box.width)} × ${Math.round(box.height)}: ${named(element)}`,
      );
  }
  const contains = (a: DOMRect, b: DOMRect): boolean =>
    a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;
  for (const [index, a] of targets.entries()) {
    for (const b of targets.slice(index + 1)) {
      if (contains(a.box, b.box) || contains(b.box, a.box)) continue;
      if (scrolledAway(a.element) !== scrolledAway(b.element)) continue;
      // What is scrolled out of a list is not drawn where its box lies.
      if (a.element.closest('.scroll-window') !== b.element.closest('.scroll-window')) continue;
      const across = Math.max(a.box.left - b.box.right, b.box.left - a.box.right);
      const down = Math.max(a.box.top - b.box.bottom, b.box.top - a.box.bottom);
      const keys = isKey(a.element) && isKey(b.element);
      const gap = keys ? Math.min(limits.gapPx, 8) : limits.gapPx;
      if (Math.max(across, down) < gap - 0.5)
        found.push(
          `${Math.max(across, down)} px between ${named(a.element)} and ${named(b.element)}`,
        );
    }
  }

  for (const amount of document.querySelectorAll('.amount.large')) {
    const size = Number.parseFloat(getComputedStyle(amount).fontSize);
    if (size < limits.amountPx) found.push(`amount of ${size} px`);
  }
  return found;
};
