/**
 * The staff's way in: the upper left corner held for two seconds, and within four more the lower right
 * one. Left and right are the panel's own in both languages; one finger is enough, since not every
 * panel knows two. A hold that counts is taken from whatever lies under it.
 */
const CORNER_PX = 140;
const HOLD_MS = 2_000;
const BETWEEN_MS = 4_000;

type Corner = 'first' | 'second';

const cornerAt = ({ clientX, clientY }: PointerEvent): Corner | null => {
  if (clientX < CORNER_PX && clientY < CORNER_PX) return 'first';
  return clientX > innerWidth - CORNER_PX && clientY > innerHeight - CORNER_PX ? 'second' : null;
};

/** Calls `onMade` each time; the returned function ends the watch. */
export const watchGesture = (onMade: () => void): (() => void) => {
  let held: { pointer: number; corner: Corner; timer: ReturnType<typeof setTimeout> } | null = null;
  let firstUntil = -Infinity;
  let swallow = false;

  const letGo = (): void => {
    if (held !== null) clearTimeout(held.timer);
    held = null;
  };
  const counts = (event: PointerEvent, corner: Corner): void => {
    letGo();
    swallow = true;
    // Whatever was pressed there is not pressed any more.
    const { pointerId, pointerType } = event;
    (event.target ?? document).dispatchEvent(
      new PointerEvent('pointercancel', { pointerId, pointerType, bubbles: true }),
    );
    if (corner === 'first') firstUntil = performance.now() + BETWEEN_MS;
    else {
      firstUntil = -Infinity;
      onMade();
    }
  };
  const down = (event: PointerEvent): void => {
    letGo();
    swallow = false;
    const corner = cornerAt(event);
    if (corner === null || (corner === 'second' && performance.now() > firstUntil)) return;
    const timer = setTimeout(() => {
      counts(event, corner);
    }, HOLD_MS);
    held = { pointer: event.pointerId, corner, timer };
  };
  const move = (event: PointerEvent): void => {
    if (held?.pointer === event.pointerId && cornerAt(event) !== held.corner) letGo();
  };
  const end = (event: Event): void => {
    letGo();
    if (!swallow) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (event.type === 'click') swallow = false;
  };
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  addEventListener('pointerdown', down, options);
  addEventListener('pointermove', move, options);
  for (const name of ['pointerup', 'mouseup', 'touchend', 'click'])
    addEventListener(name, end, options);
  addEventListener(
    'contextmenu',
    (event) => {
      if (held !== null || swallow) event.preventDefault();
    },
    options,
  );
  return () => {
    letGo();
    stop.abort();
  };
};
