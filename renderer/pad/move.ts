/** Where the focus goes by a pad's arrows. */

const CONTROLS = 'button:not([disabled]), input:not([disabled]), textarea:not([disabled])';
const KEYS = '.keypad, .keyboard';
/** A list of controls is moved by the focus itself; only one of words needs its button. */
const NEEDLESS = '.scroll:has(.scroll-window :is(button, input)) > .scroll-more';

/** What the pad works: the dialog on top, else the screen; never the developer's dock. */
export const rootOf = (): Element | null =>
  document.querySelector('.dialog') ?? document.querySelector('.kiosk');

const controlsIn = (root: Element): readonly HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (element) => element.getClientRects().length > 0 && !element.matches(NEEDLESS),
  );

const isAfter = (element: Node, other: Node): boolean =>
  (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** The control after or before `from`; round the end to the beginning. */
const beside = (
  controls: readonly HTMLElement[],
  from: Node,
  forward: boolean,
): HTMLElement | null =>
  (forward
    ? controls.find((each) => isAfter(each, from) && !from.contains(each))
    : controls.findLast((each) => isAfter(from, each) && !each.contains(from))) ??
  (forward ? controls[0] : controls.at(-1)) ??
  null;

const middle = (element: Element): { readonly x: number; readonly y: number } => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

/** The key over or under another, by where they are drawn; `null`: it is the last row. */
const inRow = (
  keys: readonly HTMLElement[],
  from: HTMLElement,
  down: boolean,
): HTMLElement | null => {
  const here = middle(from);
  const half = from.getBoundingClientRect().height / 2;
  const ahead = keys
    .map((key) => ({ key, at: middle(key) }))
    .filter(({ at }) => (down ? at.y - here.y : here.y - at.y) > half);
  const nearest = Math.min(...ahead.map(({ at }) => Math.abs(at.y - here.y)));
  const row = ahead.filter(({ at }) => Math.abs(at.y - here.y) < nearest + half);
  const closest = Math.min(...row.map(({ at }) => Math.abs(at.x - here.x)));
  return row.find(({ at }) => Math.abs(at.x - here.x) === closest)?.key ?? null;
};

/** The control that an arrow leads to; `null` where there is none at all. */
export const moved = (
  root: Element,
  act: 'next' | 'previous' | 'down' | 'up',
): HTMLElement | null => {
  const controls = controlsIn(root);
  const active = document.activeElement;
  const forward = act === 'next' || act === 'down';
  const lost = active === null || active === document.body || !root.contains(active);
  // Where nothing has the focus it is at the heading, as on a new screen.
  const from = lost ? (root.querySelector('h1, h2') ?? root) : active;
  const grid = from.closest(KEYS);
  if (grid !== null && (act === 'down' || act === 'up') && from instanceof HTMLElement) {
    const keys = controls.filter((each) => grid.contains(each));
    const row = inRow(keys, from, forward);
    if (row !== null) return row;
    return beside(
      controls.filter((each) => !grid.contains(each)),
      grid,
      forward,
    );
  }
  return beside(controls, from, forward);
};
