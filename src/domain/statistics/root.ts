const MAX_STEPS = 200;

/**
 * Where a continuous function crosses 0 between `from` and `to`, at which its signs must differ, to within `tolerance`
 * (Chandrupatla, Adv Eng Softw 1997; 28:145: inverse quadratic interpolation where that is safe, else bisection).
 */
export function rootOf(f: (x: number) => number, from: number, to: number, tolerance: number): number {
  let [a, b, c] = [to, from, to];
  let [fa, fb, fc] = [f(a), f(b), 0];
  if (fa === 0) return a;
  let share = 0.5;
  for (let step = 0; step < MAX_STEPS && fb !== 0; step += 1) {
    const x = a + share * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) {
      [c, fc] = [a, fa];
    } else {
      [c, fc] = [b, fb];
      [b, fb] = [a, fa];
    }
    [a, fa] = [x, fx];
    const least = tolerance / Math.abs(b - a);
    if (fa === 0 || !(least < 0.5)) return Math.abs(fa) < Math.abs(fb) ? a : b;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const isSafe = phi * phi < xi && (1 - phi) ** 2 < 1 - xi;
    const quadratic = (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
    share = isSafe ? Math.min(Math.max(quadratic, least), 1 - least) : 0.5;
  }
  return fb === 0 ? b : a;
}
