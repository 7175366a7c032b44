/** What is to happen when: a heap by simulated time, and by order of asking within the same moment. */
export type Schedule = {
  /** Simulated milliseconds since the world began. */
  readonly now: () => number;
  readonly after: (delayMs: number, action: () => void) => () => void;
  /** Moves on to the next event and runs it; `false` where nothing is left. */
  readonly step: () => boolean;
  readonly steps: () => number;
};

type Event = { readonly at: number; readonly order: number; action: (() => void) | null };

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export const createSchedule = (): Schedule => {
  const heap: Event[] = [];
  let now = 0;
  let order = 0;
  let steps = 0;

  const push = (event: Event): void => {
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(event, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = event;
  };

  const pop = (): Event | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const l = heap[left];
      if (l === undefined) break;
      const r = heap[left + 1];
      const [child, index] = r !== undefined && before(r, l) ? [r, left + 1] : [l, left];
      if (!before(child, last)) break;
      heap[at] = child;
      at = index;
    }
    heap[at] = last;
    return first;
  };

  return {
    now: () => now,
    after: (delayMs, action) => {
      order += 1;
      const event: Event = { at: now + Math.max(0, delayMs), order, action };
      push(event);
      return () => {
        event.action = null;
      };
    },
    step: () => {
      for (;;) {
        const event = pop();
        if (event === undefined) return false;
        const { action } = event;
        if (action === null) continue;
        event.action = null;
        now = event.at;
        steps += 1;
        action();
        return true;
      }
    },
    steps: () => steps,
  };
};
