/** What is about to go wrong: each mishap happens once, or `times` times, and is then over. */
export class Mishaps<Name extends string> {
  #waiting = new Map<Name, { left: number; options: Readonly<Record<string, unknown>> }>();

  /** Arms `name`; `times` 0 disarms it. */
  arm(name: Name, times = 1, options: Readonly<Record<string, unknown>> = {}): void {
    if (times <= 0) this.#waiting.delete(name);
    else this.#waiting.set(name, { left: times, options });
  }

  /** The options of what is armed, without using it up. */
  peek(name: Name): Readonly<Record<string, unknown>> | null {
    return this.#waiting.get(name)?.options ?? null;
  }

  /** Uses one up: its options, or `null` where nothing is to go wrong. */
  take(name: Name): Readonly<Record<string, unknown>> | null {
    const found = this.#waiting.get(name);
    if (found === undefined) return null;
    found.left -= 1;
    if (found.left === 0) this.#waiting.delete(name);
    return found.options;
  }

  /** Those still to come, with how often. */
  list(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#waiting].map(([name, { left }]) => [name, left]));
  }

  clear(): void {
    this.#waiting.clear();
  }
}
