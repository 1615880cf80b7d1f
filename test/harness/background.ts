/** The extension's background context, whatever a browser runs it as. */
export interface Background {
  /**
   * Runs `fn` where `icescope` is in reach, and answers what it answers. Arguments and answer travel as JSON,
   * and `fn` as its source: it sees nothing around it but its arguments. Wakes a background that sleeps.
   */
  evaluate<Args extends unknown[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
}

/** An expression for a promise of the JSON of what `fn` answers. */
export function callExpression(fn: (...args: never[]) => unknown, args: unknown[]): string {
  // Compilers that keep function names wrap inner functions in a helper `__name`, which does not travel.
  return `(async () => {
    const __name = fn => fn;
    return JSON.stringify({ value: await (${fn.toString()})(...${JSON.stringify(args)}) });
  })()`;
}

/** What `callExpression` came to. */
export function readAnswer<Result>(json: string): Awaited<Result> {
  return (JSON.parse(json) as { value: Awaited<Result> }).value;
}
