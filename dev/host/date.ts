/**
 * A `Date` whose idea of now is `now()`; everything else, `instanceof` included, is the real one's. Timers keep real
 * time. Used in functions' processes and in pages.
 */
export function platformDate(real: DateConstructor, now: () => number): DateConstructor {
  const replaced: DateConstructor = new Proxy(real, {
    construct(target, args: unknown[], newTarget) {
      const given = args.length === 0 ? [now()] : args;
      return Reflect.construct(target, given, newTarget === replaced ? target : newTarget) as object;
    },
    apply(target) {
      return new target(now()).toString();
    },
    get(target, key): unknown {
      return key === 'now' ? now : Reflect.get(target, key);
    },
  });
  real.prototype.constructor = replaced;
  return replaced;
}
