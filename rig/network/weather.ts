/** What the network does to whom: the state behind the control socket, and what befell each request. */
export type AnswerKind = 'html' | '500' | 'nothing' | 'garbage';

export type Fate =
  | { readonly kind: 'forward' }
  /** The request arrives, its reply is lost. */
  | { readonly kind: 'lose' }
  /** The whole network is cut before a byte of this request goes on. */
  | { readonly kind: 'cut' }
  /** Kept here until `restore`, then it goes on. */
  | { readonly kind: 'hold' }
  /** Something else answers; nothing goes on. */
  | { readonly kind: 'answer'; readonly answer: AnswerKind };

type Rule = { readonly matches: RegExp; readonly fate: Fate; left: number };
type Watcher = { readonly matches: RegExp; readonly count: number; readonly done: () => void };

/** One request that reached this network: its line and what became of it. */
export type SeenRequest = { readonly line: string; readonly fate: Fate['kind'] };

const MOST_REMEMBERED = 10_000;

/** `PUT /v1/payments/*` as an expression: a prefix in which `*` stands for anything. */
const prefixOf = (match: string): RegExp =>
  new RegExp(`^${match.replaceAll(/[^\w*/ -]/gu, '\\$&').replaceAll('*', '.*')}`);

export class Weather {
  mode: 'clear' | 'cut' | 'stalled' = 'clear';
  delayMs = 0;
  readonly requests: SeenRequest[] = [];
  #rules: Rule[] = [];
  #watchers: Watcher[] = [];
  #cleared = Promise.withResolvers<undefined>();

  /** `times` absent: until `restore`. An empty `match` means every request. */
  add(fate: Fate, match: string, times = Number.POSITIVE_INFINITY): void {
    this.#rules.push({ matches: prefixOf(match), fate, left: times });
  }

  /** Decides on a request by its line, using up one of its rule's times. */
  fateOf(line: string): Fate {
    const rule = this.#rules.find(({ matches, left }) => left > 0 && matches.test(line));
    if (rule) rule.left -= 1;
    const fate = rule?.fate ?? { kind: 'forward' };
    this.requests.push({ line, fate: fate.kind });
    if (this.requests.length > MOST_REMEMBERED) this.requests.shift();
    this.#watchers = this.#watchers.filter((watcher) => {
      if (this.count(watcher.matches) < watcher.count) return true;
      watcher.done();
      return false;
    });
    return fate;
  }

  count(match: RegExp | string): number {
    const matches = typeof match === 'string' ? prefixOf(match) : match;
    return this.requests.filter(({ line }) => matches.test(line)).length;
  }

  /** Resolves once `count` matching requests in all have come. */
  seen(match: string, count: number): Promise<void> {
    const matches = prefixOf(match);
    if (this.count(matches) >= count) return Promise.resolve();
    return new Promise((done) => this.#watchers.push({ matches, count, done }));
  }

  /** Resolves at the next `clear`. */
  get cleared(): Promise<undefined> {
    return this.#cleared.promise;
  }

  /** No rules, no delay, nothing cut or stalled; what was held goes on. */
  clear(): void {
    this.mode = 'clear';
    this.delayMs = 0;
    this.#rules = [];
    this.#cleared.resolve(undefined);
    this.#cleared = Promise.withResolvers<undefined>();
  }
}
